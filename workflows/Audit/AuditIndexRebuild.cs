using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Rebuilds the table <c>auditindex</c> from case files and access chains, some of them per call, so that it can be
/// interrupted. Rows that are right are written as they are; nothing is removed. Safe to repeat and beside the work.
/// </summary>
public sealed class AuditIndexRebuild
{
    private const int CasesPerCall = 50;
    private const int ReadingsPerCall = 500;
    private const string List = "rebuild";
    private const string CasePhase = "cases ";
    private const string ReadingPhase = "readings ";

    private readonly TableClient cases;
    private readonly TableClient chains;
    private readonly CaseFileStore store;
    private readonly AuditIndex index;
    private readonly ReadingIndex readings;
    private readonly Continuations continuations;

    internal AuditIndexRebuild(
        StorageAccount storage, CaseFileStore store, AuditIndex index, ReadingIndex readings, IKeyedHash hash)
    {
        cases = storage.Tables.GetTableClient(CaseFileStore.TableName);
        chains = storage.Tables.GetTableClient(AccessLog.TableName);
        this.store = store;
        this.index = index;
        this.readings = readings;
        continuations = new Continuations(hash);
    }

    /// <summary>Does the next part.</summary>
    /// <param name="continuation">The token of the call before; null begins anew.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Attempt<RebuildProgress>> ContinueAsync(
        string? continuation, CancellationToken cancellationToken)
    {
        string position = CasePhase;
        if (continuation is not null && !continuations.TryOpen(List, continuation, out position))
        {
            return new Problem(ProblemCodes.MalformedParameter, "continuation");
        }

        return position.StartsWith(CasePhase, StringComparison.Ordinal)
            ? await ReindexCasesAsync(Token(position, CasePhase), cancellationToken)
            : await ReindexReadingsAsync(Token(position, ReadingPhase), cancellationToken);
    }

    private static string? Token(string position, string phase) => position.Length > phase.Length
        ? position[phase.Length..]
        : null;

    private async Task<RebuildProgress> ReindexCasesAsync(string? token, CancellationToken cancellationToken)
    {
        (IReadOnlyList<TableEntity> rows, string? next) = await PageAsync(
            cases, $"RowKey eq '{CaseRows.Case}'", CasesPerCall, token, cancellationToken);
        foreach (TableEntity row in rows)
        {
            CaseFile file = await store.LoadAsync(row.PartitionKey, cancellationToken);
            foreach (AuditIndexEntry entry in await index.EntriesOfAsync(file, cancellationToken))
            {
                await index.WriteAsync(file.CaseId, entry, cancellationToken);
            }
        }

        string position = next is null ? ReadingPhase : CasePhase + next;
        return new RebuildProgress(rows.Count, Readings: 0, continuations.Seal(List, position));
    }

    private async Task<RebuildProgress> ReindexReadingsAsync(string? token, CancellationToken cancellationToken)
    {
        (IReadOnlyList<TableEntity> rows, string? next) = await PageAsync(
            chains, "RowKey ge 'l|' and RowKey lt 'l}'", ReadingsPerCall, token, cancellationToken);
        foreach (TableEntity row in rows)
        {
            await readings.WriteAsync(LedgerRows.ReadLine(row).Entry, cancellationToken);
        }

        return new RebuildProgress(
            Cases: 0, rows.Count, next is null ? null : continuations.Seal(List, ReadingPhase + next));
    }

    private static async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> PageAsync(
        TableClient table, string filter, int size, string? token, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> rows = table.QueryAsync<TableEntity>(
            filter, size, cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in rows.AsPages(token, size))
        {
            return (page.Values, page.ContinuationToken);
        }

        return ([], null);
    }
}
