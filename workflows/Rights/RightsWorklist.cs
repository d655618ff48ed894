using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Rights;

/// <summary>
/// The open rights requests, a projection: table <c>rightsrequests</c>, partition = district, rows in order of their
/// promised day. It holds open ones only, so a page costs the same however many were decided.
/// </summary>
internal sealed class RightsWorklist(StorageAccount storage)
{
    public const string TableName = "rightsrequests";

    private const int Format = 1;
    private const int PageSize = 50;
    private const int LongestContinuation = 1000;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Shows an open request, removes any other.</summary>
    public Task WriteAsync(
        string caseId, CaseRecord record, RightsRequestRecord request, CancellationToken cancellationToken)
    {
        string row = string.Create(
            CultureInfo.InvariantCulture, $"{request.DueAt.UtcTicks:D19}|{caseId}|{request.RequestId}");
        if (request.State is not RightsState.Open)
        {
            return table.DeleteEntityAsync(record.DistrictCode, row, ETag.All, cancellationToken);
        }

        RightsRequestSummary summary = new(
            caseId,
            request.RequestId,
            request.Kind,
            record.StationId,
            record.DistrictCode,
            request.RequestedBy,
            request.RequestedAt,
            request.DueAt,
            request.LapseAt,
            request.RemindedAt is not null,
            request.OverdueAt is not null);
        TableEntity entity = new(record.DistrictCode, row)
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(summary),
        };
        return table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>One page of one district; null when the continuation token is not one of ours.</summary>
    /// <exception cref="UnknownFormatException">A row of a format this build does not know.</exception>
    public async Task<RightsRequestPage?> ListAsync(
        string district, string? continuation, CancellationToken cancellationToken)
    {
        // It travels in the address of a storage request.
        if (continuation is { Length: > LongestContinuation })
        {
            return null;
        }

        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {district}");
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            filter, PageSize, cancellationToken: cancellationToken);
        try
        {
            await foreach (Page<TableEntity> page in rows.AsPages(continuation, PageSize))
            {
                return new RightsRequestPage([.. page.Values.Select(Read)], page.ContinuationToken);
            }
        }
        catch (RequestFailedException refused) when (refused.Status == 400 && continuation is not null)
        {
            return null;
        }

        return new RightsRequestPage([], null);
    }

    /// <summary>
    /// Every open request. One of a format that this build does not know is left out: this only counts.
    /// </summary>
    public async Task<IReadOnlyList<RightsRequestSummary>> ListAllAsync(CancellationToken cancellationToken)
    {
        List<RightsRequestSummary> requests = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.GetInt32(RowFormat.Column) is Format)
            {
                requests.Add(Read(row));
            }
        }

        return requests;
    }

    private static RightsRequestSummary Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<RightsRequestSummary>(row.GetString("Json"));
    }
}
