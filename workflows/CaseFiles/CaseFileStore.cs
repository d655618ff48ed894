using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Reads case files and commits changes of them: table <c>casefiles</c>, partition = case id.</summary>
internal sealed class CaseFileStore(StorageAccount storage, TimeProvider clock)
{
    public const string TableName = "casefiles";

    // Long enough for a slow answer, short against OutboxMarks.Grace: a commit that is still under way when its mark
    // comes due could otherwise be overlooked.
    private static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(8);

    private readonly TableClient reading = storage.Tables.GetTableClient(TableName);
    private readonly TableClient committing = storage.CommitTables.GetTableClient(TableName);

    /// <summary>The case file; one without head and record when there is no such case.</summary>
    public async Task<CaseFile> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = new(caseId);
        string filter = CaseRows.WithoutLedger(caseId);
        await foreach (TableEntity row in reading.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            CaseRows.Add(file, row);
        }

        return file;
    }

    /// <summary>The case's ledger from its first entry on.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> LoadLedgerAsync(string caseId, CancellationToken cancellationToken)
    {
        List<LedgerEntry> entries = [];
        string filter = CaseRows.LedgerOnly(caseId);
        await foreach (TableEntity row in reading.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            entries.Add(CaseRows.Read<LedgerEntry>(row));
        }

        return entries;
    }

    /// <summary>Commits <paramref name="change"/> if the case still stands as in <paramref name="file"/>.</summary>
    /// <returns>
    /// The outbox items now recorded; null when the case has moved on or the answer was lost without effect.
    /// </returns>
    public async Task<IReadOnlyList<OutboxItem>?> CommitAsync(
        CaseFile file, CaseChange change, string commitId, CancellationToken cancellationToken)
    {
        LedgerDraft draft = change.Entry
            ?? throw new InvalidOperationException("A change of a case enters the ledger.");
        LedgerEntry entry = LedgerChain.Append(file.CaseId, file.Head, draft, clock.GetUtcNow());
        IReadOnlyList<OutboxItem> items = [.. change.Effects.Select((effect, index) =>
            new OutboxItem(CaseRows.Outbox(entry.Sequence, index), effect.Kind, effect.Subject, effect.Payload))];
        List<TableTransactionAction> actions = Actions(file, change, entry, items, commitId);

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(CommitTimeout);
        try
        {
            await committing.SubmitTransactionAsync(actions, timeout.Token);
            return items;
        }
        catch (Exception failure) when (IsDoubtful(failure, cancellationToken))
        {
            return await HoldsAsync(file.CaseId, commitId, cancellationToken) ? items : null;
        }
    }

    /// <summary>Removes an outbox item that was carried out. Removing it twice is harmless.</summary>
    public Task RemoveAsync(string caseId, OutboxItem item, CancellationToken cancellationToken) =>
        reading.DeleteEntityAsync(caseId, item.Key, ETag.All, cancellationToken);

    private static List<TableTransactionAction> Actions(
        CaseFile file, CaseChange change, LedgerEntry entry, IReadOnlyList<OutboxItem> items, string commitId)
    {
        TableEntity head = CaseRows.ToEntity(
            file.CaseId, CaseRows.Head, new ChainHead(entry.Sequence, entry.Hash, commitId));
        List<TableTransactionAction> actions =
        [
            file.Head is null
                ? new(TableTransactionActionType.Add, head)
                : new(TableTransactionActionType.UpdateReplace, head, file.HeadTag),
            new(TableTransactionActionType.Add, CaseRows.ToEntity(file.CaseId, CaseRows.Ledger(entry.Sequence), entry)),
        ];
        actions.AddRange(change.Puts.Select(put => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, CaseRows.ToEntity(file.CaseId, put.Key, put.Value))));
        actions.AddRange(items.Select(item => new TableTransactionAction(
            TableTransactionActionType.Add, CaseRows.ToEntity(file.CaseId, item.Key, item))));
        actions.AddRange(change.Removals.Select(key => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(file.CaseId, key), ETag.All)));
        return actions;
    }

    // A conflict may be the echo of our own commit, a failure may have acted: only the commit id in the head tells.
    private static bool IsDoubtful(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        RequestFailedException refused => refused.Status is 0 or 404 or 408 or 409 or 412 or >= 500,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        IOException => true,
        _ => false,
    };

    private async Task<bool> HoldsAsync(string caseId, string commitId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> head = await reading.GetEntityIfExistsAsync<TableEntity>(
            caseId, CaseRows.Head, cancellationToken: cancellationToken);
        return head.HasValue && CaseRows.Read<ChainHead>(head.Value!).CommitId == commitId;
    }
}
