using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Ledger;

/// <summary>
/// Finds the entries of access chains that concern a case: table <c>auditindex</c>, partition <c>reads|{caseId}</c>,
/// the newest first. A projection, written after the chain's commit: what a dying process left out comes back with the
/// rebuild of the index.
/// </summary>
internal sealed class ReadingIndex(StorageAccount storage)
{
    /// <summary>The table; its other partitions find entries of case ledgers.</summary>
    public const string TableName = "auditindex";

    private const int Format = 1;
    private const int PageSize = 100;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Writes an entry's row; nothing for an entry that concerns no case. Safe to repeat.</summary>
    public Task WriteAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (entry.CaseId is not { } caseId)
        {
            return Task.CompletedTask;
        }

        TableEntity row = new(Partition(caseId), RowKey(entry))
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(entry),
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>One page of a case's readings.</summary>
    public async Task<(IReadOnlyList<LedgerEntry> Entries, string? Continuation)> ListAsync(
        string caseId, string? continuation, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition(caseId)}"),
            PageSize,
            cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(continuation, PageSize))
        {
            return ([.. page.Values.Select(Read)], page.ContinuationToken);
        }

        return ([], null);
    }

    private static LedgerEntry Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<LedgerEntry>(row.GetString("Json"));
    }

    private static string Partition(string caseId) => $"reads|{caseId}";

    // Chains are named by actor and day: an entry's number alone is not unique in a case.
    private static string RowKey(LedgerEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.MaxValue.Ticks - entry.At.UtcTicks:D19}|{entry.ActorId}|{entry.Sequence:D10}");
}
