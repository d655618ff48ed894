using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Review;

/// <summary>
/// The reviewers' worklist, a projection: table <c>reviewtasks</c>, partition = district, level and department, rows in
/// order of their working-day limit. It holds live tasks only, so a page costs the same however many cases are closed.
/// </summary>
internal sealed partial class ReviewWorklist(StorageAccount storage)
{
    public const string TableName = "reviewtasks";

    private const int Format = 2;
    private const int PageSize = 50;
    private const int LongestContinuation = 1000;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>The row of a task as it should be while the task is live.</summary>
    public static TableEntity RowOf(string caseId, CaseRecord record, string department, ReviewTaskRecord task)
    {
        ReviewTaskSummary summary = new(
            caseId,
            task.TaskId,
            task.Level,
            record.ItemCode,
            record.StationId,
            record.DistrictCode,
            department,
            task.State,
            task.ClaimedBy,
            task.OpenedAt,
            task.EscalateAt,
            task.LapseAt,
            task.RemindedAt is not null,
            task.EscalatedAt is not null);
        string row = string.Create(
            CultureInfo.InvariantCulture, $"{task.EscalateAt.UtcTicks:D19}|{caseId}|{task.TaskId}");
        return new TableEntity(Partition(record.DistrictCode, task.Level, department), row)
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(summary),
        };
    }

    /// <summary>What a row says.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public static ReviewTaskSummary Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<ReviewTaskSummary>(row.GetString("Json"));
    }

    /// <summary>Shows a live task, removes any other.</summary>
    public Task WriteAsync(
        string caseId,
        CaseRecord record,
        string department,
        ReviewTaskRecord task,
        CancellationToken cancellationToken)
    {
        TableEntity row = RowOf(caseId, record, department, task);
        return task.IsLive
            ? table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken)
            : table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    /// <summary>The row under these keys; null when there is none.</summary>
    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>One page of all rows, whatever their district.</summary>
    public Task<(IReadOnlyList<TableEntity> Rows, string? Next)> WalkAsync(
        int size, string? token, CancellationToken cancellationToken) =>
        TablePages.ReadAsync(table, filter: null, size, token, cancellationToken);

    /// <summary>Removes a row unless it has been written since it was read.</summary>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> TryRemoveAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException written) when (written.Status == 412)
        {
            return false;
        }
    }

    /// <summary>
    /// One page of one district and level over several departments, the most urgent first; null when the continuation
    /// is not one of ours. It costs one short query for each department.
    /// </summary>
    /// <exception cref="UnknownFormatException">
    /// A row of a format this build does not know: leaving it out would hide a task.
    /// </exception>
    public async Task<ReviewTaskPage?> ListAsync(
        string district,
        int level,
        IReadOnlyList<string> departments,
        string? continuation,
        CancellationToken cancellationToken)
    {
        string? after = "";
        if (continuation is not null && (after = PositionOf(continuation)) is null)
        {
            return null;
        }

        List<TableEntity>[] heads = await Task.WhenAll(departments.Distinct(StringComparer.Ordinal).Select(
            department => HeadAsync(Partition(district, level, department), after, cancellationToken)));
        TableEntity[] rows =
            [.. heads.SelectMany(head => head).OrderBy(row => row.RowKey, StringComparer.Ordinal).Take(PageSize + 1)];
        return new ReviewTaskPage(
            [.. rows.Take(PageSize).Select(Read)],
            rows.Length > PageSize ? Continuation(rows[PageSize - 1].RowKey) : null);
    }

    /// <summary>
    /// Every live task. A row of a format that this build does not know is left out: this only counts.
    /// </summary>
    public async Task<IReadOnlyList<ReviewTaskSummary>> ListAllAsync(CancellationToken cancellationToken)
    {
        List<ReviewTaskSummary> tasks = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.GetInt32(RowFormat.Column) is Format)
            {
                tasks.Add(Read(row));
            }
        }

        return tasks;
    }

    // One row more than a page tells whether there is another page.
    private async Task<List<TableEntity>> HeadAsync(string partition, string after, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after}");
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            filter, PageSize + 1, cancellationToken: cancellationToken))
        {
            rows.Add(row);
            if (rows.Count > PageSize)
            {
                break;
            }
        }

        return rows;
    }

    private static string Partition(string district, int level, string department) =>
        string.Create(CultureInfo.InvariantCulture, $"{district}|{level}|{department}");

    private static string Continuation(string row) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(row));

    private static string? PositionOf(string continuation)
    {
        if (continuation.Length > LongestContinuation || !Hexadecimal().IsMatch(continuation))
        {
            return null;
        }

        string row = Encoding.UTF8.GetString(Convert.FromHexString(continuation));
        return RowKey().IsMatch(row) ? row : null;
    }

    [GeneratedRegex(@"^([0-9a-f]{2})+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[0-9]{19}\|[0-9a-f-]{36}\|[0-9A-Za-z-]{1,64}\z")]
    private static partial Regex RowKey();
}
