using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Review;

/// <summary>
/// The reviewers' worklist, a projection: table <c>reviewtasks</c>, partition = district and level, rows in order of
/// their working-day limit. It holds live tasks only, so a page costs the same however many cases are closed.
/// </summary>
internal sealed class ReviewWorklist(StorageAccount storage)
{
    public const string TableName = "reviewtasks";

    private const int Format = 1;
    private const int PageSize = 50;
    private const int LongestContinuation = 1000;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Shows a live task, removes any other.</summary>
    public Task WriteAsync(
        string caseId, CaseRecord record, ReviewTaskRecord task, CancellationToken cancellationToken)
    {
        string partition = Partition(record.DistrictCode, task.Level);
        string row = string.Create(
            CultureInfo.InvariantCulture, $"{task.EscalateAt.UtcTicks:D19}|{caseId}|{task.TaskId}");
        if (!task.IsLive)
        {
            return table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
        }

        ReviewTaskSummary summary = new(
            caseId,
            task.TaskId,
            task.Level,
            record.ItemCode,
            record.StationId,
            record.DistrictCode,
            task.State,
            task.ClaimedBy,
            task.OpenedAt,
            task.EscalateAt,
            task.LapseAt,
            task.RemindedAt is not null,
            task.EscalatedAt is not null);
        TableEntity entity = new(partition, row)
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(summary),
        };
        return table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>One page of one district and level; null when the continuation token is not one of ours.</summary>
    /// <exception cref="UnknownFormatException">
    /// A row of a format this build does not know: leaving it out would hide a task.
    /// </exception>
    public async Task<ReviewTaskPage?> ListAsync(
        string district, int level, string? continuation, CancellationToken cancellationToken)
    {
        // It travels in the address of a storage request.
        if (continuation is { Length: > LongestContinuation })
        {
            return null;
        }

        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(district, level)}");
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            filter, PageSize, cancellationToken: cancellationToken);
        try
        {
            await foreach (Page<TableEntity> page in rows.AsPages(continuation, PageSize))
            {
                return new ReviewTaskPage(
                    [.. page.Values.Select(Read)],
                    page.ContinuationToken);
            }
        }
        catch (RequestFailedException refused) when (refused.Status == 400 && continuation is not null)
        {
            return null;
        }

        return new ReviewTaskPage([], null);
    }

    private static ReviewTaskSummary Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<ReviewTaskSummary>(row.GetString("Json"));
    }

    private static string Partition(string district, int level) =>
        string.Create(CultureInfo.InvariantCulture, $"{district}|{level}");
}
