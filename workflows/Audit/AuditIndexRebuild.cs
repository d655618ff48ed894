using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Daoban.Workflows.Audit;

/// <summary>
/// Rebuilds the table <c>auditindex</c> from case files and access chains, some of them per call, so that it can be
/// interrupted. Rows that are right are written as they are; nothing is removed. Safe to repeat and beside the work.
/// </summary>
public sealed partial class AuditIndexRebuild
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
    private readonly ILogger<AuditIndexRebuild> logger;

    internal AuditIndexRebuild(
        StorageAccount storage,
        CaseFileStore store,
        AuditIndex index,
        ReadingIndex readings,
        IKeyedHash hash,
        ILogger<AuditIndexRebuild> logger)
    {
        this.logger = logger;
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
        (IReadOnlyList<TableEntity> rows, string? next) = await TablePages.ReadAsync(
            cases, $"RowKey eq '{CaseRows.Case}'", CasesPerCall, token, cancellationToken);
        int failed = 0;
        foreach (TableEntity row in rows)
        {
            failed += await TryAsync(row, () => ReindexCaseAsync(row.PartitionKey, cancellationToken)) ? 0 : 1;
        }

        string position = next is null ? ReadingPhase : CasePhase + next;
        return new RebuildProgress(
            rows.Count - failed, Readings: 0, failed, continuations.Seal(List, position));
    }

    private async Task ReindexCaseAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await store.LoadAsync(caseId, cancellationToken);
        foreach (AuditIndexEntry entry in await index.EntriesOfAsync(file, cancellationToken))
        {
            await index.WriteAsync(caseId, entry, cancellationToken);
        }
    }

    private async Task<RebuildProgress> ReindexReadingsAsync(string? token, CancellationToken cancellationToken)
    {
        (IReadOnlyList<TableEntity> rows, string? next) = await TablePages.ReadAsync(
            chains, "RowKey ge 'l|' and RowKey lt 'l}'", ReadingsPerCall, token, cancellationToken);
        int failed = 0;
        foreach (TableEntity row in rows)
        {
            failed += await TryAsync(
                row, () => readings.WriteAsync(LedgerRows.ReadLine(row).Entry, cancellationToken)) ? 0 : 1;
        }

        return new RebuildProgress(
            Cases: 0,
            rows.Count - failed,
            failed,
            next is null ? null : continuations.Seal(List, ReadingPhase + next));
    }

    // What cannot be read must not keep all others out of the index. Storage that does not answer concerns them all.
    private async Task<bool> TryAsync(TableEntity row, Func<Task> reindex)
    {
        try
        {
            await reindex();
            return true;
        }
        catch (Exception failure) when (failure is not (RequestFailedException or OperationCanceledException))
        {
            LogUnreadable(row.PartitionKey, row.RowKey, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(
        7201, LogLevel.Error, "{Partition}/{Row} cannot be read ({ErrorType}) and is not in the audit index")]
    private partial void LogUnreadable(string partition, string row, string errorType);
}
