using System.Collections.Immutable;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>Turns the outcome of a turn into rows. Blobs are written on the way; rows only by the commit.</summary>
internal sealed class CommitBuilder(HubStorage storage, LoadedInstance instance, InstanceState? before)
{
    // A transaction holds 100 rows: the instance, its mark, a history row, at most 40 messages, as many old timers as
    // new ones, and sends.
    private const int MostTimers = 20;
    private const int MostLocalSends = 17;

    private readonly string partition = storage.PartitionOf(instance.State.InstanceId);
    private readonly List<TableTransactionAction> rows = [];

    /// <summary>New timer rows beyond what a transaction takes: to be written before the commit.</summary>
    public List<TimerRow> SurplusNew { get; } = [];

    /// <summary>Old timer rows beyond what a transaction takes: to be deleted after the commit.</summary>
    public List<TimerRow> SurplusEnded { get; } = [];

    /// <summary>
    /// Messages that the transaction itself puts into inboxes of this shard, with their place among its rows.
    /// </summary>
    public List<(int Row, InboxMessage Message)> LocalSends { get; } = [];

    public ImmutableList<OutboxEntry> Outbox { get; private set; } = instance.Outbox;

    /// <summary>Forgets sends that have arrived.</summary>
    public void ClearOutbox(IReadOnlySet<string> arrived) =>
        Outbox = Outbox.RemoveAll(entry => arrived.Contains(entry.Key));

    public async Task<TurnCommit> BuildAsync(
        TurnInbox inbox, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (InboxMessage message in inbox.Consumed)
        {
            Consume(message);
        }

        EndTimers([.. inbox.EndedTimers, .. outcome.EndedTimers]);
        AddTimers(outcome.NewTimers);
        InstanceState after = outcome.After with
        {
            LastOrder = await SendAsync(outcome.Sends, outcome.SenderExecutionId, cancellationToken),
        };
        string id = after.InstanceId;
        after = after with
        {
            Sequence = (before?.Sequence ?? 0) + 1,
            CommitId = Guid.NewGuid(),
            Input = await storage.Payloads.SaveAsync(id, after.Input, cancellationToken),
            Output = await storage.Payloads.SaveAsync(id, after.Output, cancellationToken),
            CustomStatus = await storage.Payloads.SaveAsync(id, after.CustomStatus, cancellationToken),
            Outbox = await PackOutboxAsync(id, cancellationToken),
        };
        foreach (ExecutionStartedEvent started in outcome.Events.OfType<ExecutionStartedEvent>())
        {
            // The row and the event have the same input: one blob is enough.
            started.PayloadBlob ??= started.Input == after.Input.Text ? after.Input.Blob : null;
        }

        if (outcome.Events.Count > 0)
        {
            after = await AppendHistoryAsync(after, outcome.Events, cancellationToken);
        }

        after = after with
        {
            HasBlobs = after.HasBlobs || HasBlob(after, outcome.Events),
            HasSegments = after.HasSegments || after.SegmentRows > 0,
        };
        return new TurnCommit(partition, before, Mark(after), rows);
    }

    /// <summary>Consumed: kept as a tombstone, or deleted where the instance row itself drops a repetition.</summary>
    private void Consume(InboxMessage message) => rows.Add(message.IsClientStart
        ? Delete(message.RowKey)
        : new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, MessageRows.Tombstone(partition, message), message.ETag));

    private void EndTimers(IReadOnlyList<TimerRow> timers)
    {
        TimerRow[] ended = [.. timers.DistinctBy(timer => timer.RowKey)];
        rows.AddRange(ended.Take(MostTimers).Select(timer => Delete(timer.RowKey)));
        SurplusEnded.AddRange(ended.Skip(MostTimers));
    }

    private void AddTimers(IReadOnlyList<TimerRow> timers)
    {
        // Long before the transaction comes a row that it cannot hold; late or early, the others are due all the same.
        rows.AddRange(timers.Take(MostTimers).Select(timer => Put(timer.ToRow(partition))));
        SurplusNew.AddRange(timers.Skip(MostTimers));
    }

    /// <returns>The order number of the last send.</returns>
    private async Task<long> SendAsync(
        IReadOnlyList<Send> sends, string senderExecutionId, CancellationToken cancellationToken)
    {
        long order = instance.State.LastOrder;
        foreach (Send send in sends)
        {
            order = MessageKeys.NextOrder(order);
            await storage.Payloads.SaveAsync(send.Target, [send.Event], cancellationToken);
            InboxMessage message = send.ToMessage(order, senderExecutionId);
            if (FitsTransaction(send.Target))
            {
                // The instance row itself is row 0 of the transaction.
                LocalSends.Add((rows.Count + 1, message));
                rows.Add(new TableTransactionAction(
                    TableTransactionActionType.Add, MessageRows.ToRow(partition, message)));
            }
            else
            {
                Outbox = Outbox.Add(OutboxEntry.Of(message));
            }
        }

        return order;
    }

    /// <summary>
    /// A target in the same shard gets its message by this very transaction, unless earlier ones are on the way.
    /// </summary>
    private bool FitsTransaction(string target) => storage.PartitionOf(target) == partition
        && LocalSends.Count < MostLocalSends
        && !Outbox.Exists(entry => entry.Target == target);

    private async Task<InstanceState> AppendHistoryAsync(
        InstanceState after, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        await storage.Payloads.SaveAsync(after.InstanceId, events, cancellationToken);
        (ImmutableArray<Segment> inline, IReadOnlyList<Segment> moved) =
            await instance.Log.AppendAsync(storage.Payloads, after.InstanceId, events, cancellationToken);
        if (moved.Count > 0)
        {
            rows.Add(Put(HistoryLog.ToRow(partition, after, instance.Log.SegmentRows - 1, moved)));
        }

        return after with { History = inline, SegmentRows = instance.Log.SegmentRows };
    }

    private static bool HasBlob(InstanceState after, IReadOnlyList<HistoryEvent> events) =>
        after is { Input.Blob: not null } or { Output.Blob: not null } or { CustomStatus.Blob: not null }
            or { Outbox.Blob: not null }
        || events.Any(e => e.PayloadBlob is not null)
        || (after.History ?? []).Any(segment => segment.Blob is not null);

    private InstanceState Mark(InstanceState after)
    {
        bool hasWork = Outbox.Count > 0
            || after.IsTurnDue
            || (!after.IsTerminal && instance.Open.Activities.Count > 0);
        if (hasWork != after.IsMarked)
        {
            rows.Add(hasWork
                ? Put(new TableEntity(partition, RowKeys.Work(after.InstanceId)))
                : Delete(RowKeys.Work(after.InstanceId)));
        }

        return after with { IsMarked = hasWork };
    }

    private async Task<Segment?> PackOutboxAsync(string id, CancellationToken cancellationToken) => Outbox.Count == 0
        ? null
        : await storage.Payloads.SaveAsync(
            id, new Segment(Compression.Pack([.. Outbox], EngineJson.Default.ListOutboxEntry)), cancellationToken);

    private TableTransactionAction Delete(string rowKey) => new(
        TableTransactionActionType.Delete, new TableEntity(partition, rowKey), Azure.ETag.All);

    private static TableTransactionAction Put(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);
}
