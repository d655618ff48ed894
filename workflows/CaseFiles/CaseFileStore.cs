using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Reads case files and commits changes of them: table <c>casefiles</c>, partition = case id.</summary>
internal sealed class CaseFileStore(
    StorageAccount storage, CaseKeyRing keys, AnchorMarks anchorMarks, TimeProvider clock)
{
    public const string TableName = "casefiles";

    // Of one table transaction.
    private const int MostActions = 100;

    // Long enough for a slow answer, short against OutboxMarks.Grace: a commit that is still under way when its mark
    // comes due could otherwise be overlooked.
    private static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(8);

    // Between the steps of one request or one turn; somebody who comes back later pays for one point read.
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(2);

    private readonly CaseFileMemory memory = new(clock);
    private readonly TableClient reading = storage.Tables.GetTableClient(TableName);
    private readonly TableClient committing = storage.CommitTables.GetTableClient(TableName);

    /// <summary>
    /// The case file as it was a moment ago, without a request if this process saw it then. Good for a change, which
    /// commits only if nothing has moved on; and for what a case keeps for good.
    /// </summary>
    public async Task<CaseFile> RecallAsync(string caseId, CancellationToken cancellationToken) =>
        memory.Find(caseId, JustNow) is { } known ? Seen(known) : await LoadCurrentAsync(caseId, cancellationToken);

    /// <summary>
    /// The case file as it stands: remembered, if a point read of the head says that no change came since. Whoever has
    /// to find out what was done to the rows behind our back takes <see cref="LoadAsync"/>.
    /// </summary>
    public async Task<CaseFile> LoadCurrentAsync(string caseId, CancellationToken cancellationToken)
    {
        if (memory.Find(caseId) is not { } known)
        {
            return await LoadAsync(caseId, cancellationToken);
        }

        NullableResponse<TableEntity> head = await reading.GetEntityIfExistsAsync<TableEntity>(
            caseId, LedgerRows.Head, [RowFormat.Column], cancellationToken);
        if (head.HasValue ? head.Value!.ETag != known.HeadTag : known.Head is not null)
        {
            return await LoadAsync(caseId, cancellationToken);
        }

        memory.Keep(known);
        return Seen(known);
    }

    /// <summary>
    /// As <see cref="RecallAsync"/>, of a case that has most likely just been begun: two point reads tell that it has
    /// no rows but perhaps its key.
    /// </summary>
    public async Task<CaseFile> RecallNewAsync(string caseId, CancellationToken cancellationToken)
    {
        if (memory.Find(caseId) is not null)
        {
            return await RecallAsync(caseId, cancellationToken);
        }

        NullableResponse<TableEntity>[] rows = await Task.WhenAll(((string[])[LedgerRows.Head, CaseRows.Key]).Select(
            row => reading.GetEntityIfExistsAsync<TableEntity>(caseId, row, cancellationToken: cancellationToken)));
        if (rows[0].HasValue)
        {
            return await LoadAsync(caseId, cancellationToken);
        }

        CaseFile file = new(caseId);
        if (rows[1].HasValue)
        {
            CaseRows.Add(file, rows[1].Value!);
            file.OpenedKey = await keys.OpenAsync(file.KeyRecord!, cancellationToken);
        }

        memory.Keep(file);
        return file;
    }

    /// <summary>
    /// Forgets a case of which something is left to do that the memory does not show.
    /// </summary>
    public void Forget(string caseId) => memory.Forget(caseId);

    /// <summary>
    /// The case file, every row read from storage; one without head and record when there is no such case.
    /// </summary>
    public async Task<CaseFile> LoadAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = await LoadClosedAsync(caseId, cancellationToken);
        if (file.KeyRecord is { } key)
        {
            file.OpenedKey = await keys.OpenAsync(key, cancellationToken);
        }

        memory.Keep(file);
        return Seen(file);
    }

    /// <summary>
    /// The case file with its data key left closed: nothing personal can be read, nothing committed, and no vault is
    /// asked.
    /// </summary>
    public async Task<CaseFile> LoadClosedAsync(string caseId, CancellationToken cancellationToken)
    {
        CaseFile file = new(caseId);
        string filter = CaseRows.WithoutLedger(caseId);
        await foreach (TableEntity row in reading.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            CaseRows.Add(file, row);
        }

        return file;
    }

    /// <summary>One page of the rows <c>case</c> of all cases, by case id.</summary>
    /// <param name="size">How many at most; a page may be shorter and not be the last.</param>
    /// <param name="token">Where the page before ended; null at the beginning.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<(IReadOnlyList<TableEntity> Rows, string? Next)> ListAsync(
        int size, string? token, CancellationToken cancellationToken) =>
        TablePages.ReadAsync(reading, $"RowKey eq '{CaseRows.Case}'", size, token, cancellationToken);

    /// <summary>Gives a case that has none its data key. Safe to repeat and in two processes at once.</summary>
    /// <returns>The key that stands.</returns>
    public async Task<CaseKey> EnsureKeyAsync(CaseFile file, CancellationToken cancellationToken)
    {
        if (file.OpenedKey is { } key)
        {
            return key;
        }

        CaseKeyRecord record = await keys.CreateAsync(cancellationToken);
        try
        {
            await reading.AddEntityAsync(
                CaseRows.ToEntity(file.CaseId, CaseRows.Key, RowJson.Serialize(record)), cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            // By another process, or by our own request whose answer was lost and that the SDK sent again.
            TableEntity standing = await reading.GetEntityAsync<TableEntity>(
                file.CaseId, CaseRows.Key, cancellationToken: cancellationToken);
            record = CaseRows.Read<CaseKeyRecord>(standing);
        }

        file.KeyRecord = record;
        return file.OpenedKey = await keys.OpenAsync(record, cancellationToken);
    }

    /// <summary>The case's ledger from its first entry on.</summary>
    public Task<IReadOnlyList<LedgerLine>> LoadLedgerAsync(string caseId, CancellationToken cancellationToken) =>
        LedgerRows.LoadAsync(reading, caseId, cancellationToken);

    /// <summary>Commits <paramref name="change"/> if the case still stands as in <paramref name="file"/>.</summary>
    /// <returns>
    /// The outbox items now recorded; null when the case has moved on or the answer was lost without effect.
    /// </returns>
    public async Task<IReadOnlyList<OutboxItem>?> CommitAsync(
        CaseFile file, CaseChange change, string commitId, CancellationToken cancellationToken)
    {
        LedgerDraft draft = change.Entry
            ?? throw new InvalidOperationException("A change of a case enters the ledger.");
        string chain = LedgerChain.OfCase(file.CaseId);
        await anchorMarks.PutAsync(chain, cancellationToken);
        LedgerLine line = LedgerChain.Append(
            chain, file.Head, draft, RowCommitments.Of(file, change), clock.GetUtcNow());
        IReadOnlyList<OutboxItem> items = ItemsOf(file, change, line.Entry);
        List<TableTransactionAction> actions = Actions(file, change, line, items, commitId);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(CommitTimeout);
        try
        {
            Response<IReadOnlyList<Response>> done =
                await committing.SubmitTransactionAsync(actions, timeout.Token);
            Remember(file, change, line, items, done.Value[0].Headers.ETag);
            return items;
        }
        catch (Exception failure) when (DoubtfulCommit.Is(failure, cancellationToken))
        {
            memory.Forget(file.CaseId);
            bool holds = await LedgerRows.HoldsAsync(
                reading, file.CaseId, line.Entry.Sequence, commitId, cancellationToken);
            return holds ? items : null;
        }
    }

    /// <summary>
    /// Removes outbox items that were carried out, in one request where it can. Removing one twice is harmless.
    /// </summary>
    public async Task RemoveAsync(
        string caseId, IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken)
    {
        memory.Drop(caseId, items);
        if (items.Count is > 1 and <= MostActions)
        {
            try
            {
                await reading.SubmitTransactionAsync(
                    items.Select(item => new TableTransactionAction(
                        TableTransactionActionType.Delete, new TableEntity(caseId, item.Key), ETag.All)),
                    cancellationToken);
                return;
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // Another process removed one of them, or our own request did whose answer was lost.
            }
        }

        foreach (OutboxItem item in items)
        {
            await reading.DeleteEntityAsync(caseId, item.Key, ETag.All, cancellationToken);
        }
    }

    // Whoever works with a case file works on that case.
    private static CaseFile Seen(CaseFile file)
    {
        Tracing.About(file.CaseId, file.TraceOf(CaseRows.Case));
        return file;
    }

    // Effects that this process carries out now are not shown as waiting; if one fails, the case is forgotten.
    private void Remember(
        CaseFile file, CaseChange change, LedgerLine line, IReadOnlyList<OutboxItem> items, ETag? headTag)
    {
        if (headTag is { } tag && !change.Removals.Contains(CaseRows.Key))
        {
            memory.Keep(file.After(
                change,
                new ChainHead(line.Entry.Sequence, line.Hash, line.Entry.At),
                tag,
                items.Where(item => item.Kind == QueueMessageHandler.KindName)));
        }
        else
        {
            memory.Forget(file.CaseId);
        }
    }

    // What auditors find the entry by is an effect like any other, and the same for every capability.
    private static OutboxItem[] ItemsOf(CaseFile file, CaseChange change, LedgerEntry entry)
    {
        List<(string Kind, string Subject, string Payload)> effects = [.. change.Effects];
        if (AuditIndexEntry.Of(change.Record ?? file.Record, entry) is { } indexed)
        {
            effects.Add((AuditIndexEntry.EffectKind, file.CaseId, RowJson.Serialize(indexed)));
        }

        return [.. effects.Select((effect, index) => new OutboxItem(
            CaseRows.Outbox(entry.Sequence, index), effect.Kind, effect.Subject, effect.Payload, Tracing.Current)
        {
            IsFresh = true,
        })];
    }

    // In a column of its own: what is committed to, exported and hashed is the text, and a trace is no part of it.
    private static TableEntity ToEntity(CaseFile file, string key, string text)
    {
        TableEntity row = CaseRows.ToEntity(file.CaseId, key, text);
        if (CaseRows.TraceFor(file, key) is { } trace)
        {
            row[CaseRows.TraceParent] = trace;
        }

        return row;
    }

    private static List<TableTransactionAction> Actions(
        CaseFile file, CaseChange change, LedgerLine line, IReadOnlyList<OutboxItem> items, string commitId)
    {
        TableEntity head = LedgerRows.ToEntity(
            file.CaseId, new ChainHead(line.Entry.Sequence, line.Hash, line.Entry.At));
        List<TableTransactionAction> actions =
        [
            file.Head is null
                ? new(TableTransactionActionType.Add, head)
                : new(TableTransactionActionType.UpdateReplace, head, file.HeadTag),
            new(TableTransactionActionType.Add, LedgerRows.ToEntity(file.CaseId, line, commitId)),
        ];
        actions.AddRange(change.Puts.Select(put => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, ToEntity(file, put.Key, put.Value))));
        actions.AddRange(items.Select(item => new TableTransactionAction(
            TableTransactionActionType.Add, CaseRows.ToEntity(file.CaseId, item.Key, RowJson.Serialize(item)))));
        actions.AddRange(change.Removals.Select(key => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(file.CaseId, key), ETag.All)));
        return actions;
    }
}
