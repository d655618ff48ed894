using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>What happens around a commit of one instance: nothing that anybody could see happens before it.</summary>
internal sealed class TurnEffects(string instanceId, IEngineRun run)
{
    private readonly string partition = run.Storage.PartitionOf(instanceId);

    /// <summary>Writes timer rows that the transaction cannot hold. One without a committed timer is ignored.</summary>
    public Task BeforeCommitAsync(CommitBuilder builder, CancellationToken cancellationToken) => SubmitAsync(
        builder.SurplusNew.Select(timer => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, timer.ToRow(partition))),
        cancellationToken);

    /// <summary>Lets the committed effects happen.</summary>
    public async Task AfterCommitAsync(
        TurnInbox inbox,
        TurnOutcome outcome,
        CommitBuilder builder,
        InstanceState? before,
        InstanceState after,
        IReadOnlyList<ETag> etags,
        CancellationToken cancellationToken)
    {
        Settle(inbox);
        ShardTimers timers = run.TimersOf(instanceId);
        timers.Remove([.. inbox.EndedTimers, .. outcome.EndedTimers]);
        timers.Add(outcome.NewTimers);
        run.OnCommitted(after);
        if (!after.IsTerminal)
        {
            foreach (TaskScheduledEvent scheduled in outcome.Activities)
            {
                run.Activities.Start(instanceId, after.ExecutionId, scheduled);
            }
        }

        foreach ((int row, InboxMessage message) in builder.LocalSends)
        {
            await DeliverLocalAsync(message, etags.Count > row ? etags[row] : default, cancellationToken);
        }

        if (builder.SurplusEnded.Count > 0)
        {
            run.InBackground(token => DeleteTimersAsync(builder.SurplusEnded, token));
        }

        if (before is not null && before.ExecutionId != after.ExecutionId)
        {
            run.InBackground(token => new FormerExecution(run.Storage, before).DeleteAsync(
                [after.Input.Blob, after.CustomStatus.Blob, .. outcome.Events.Select(e => e.PayloadBlob)], token));
        }
    }

    /// <summary>Removes rows of deliveries that nobody waits for, without touching the instance.</summary>
    public async Task DiscardAsync(TurnInbox inbox, CancellationToken cancellationToken)
    {
        foreach (InboxMessage message in inbox.Consumed)
        {
            await IgnoreMissingAsync(message.IsClientStart
                ? run.Storage.Table.DeleteEntityAsync(partition, message.RowKey, ETag.All, cancellationToken)
                : run.Storage.Table.UpdateEntityAsync(
                    MessageRows.Tombstone(partition, message),
                    message.ETag,
                    TableUpdateMode.Replace,
                    cancellationToken));
        }

        await DeleteTimersAsync(inbox.EndedTimers, cancellationToken);
        Settle(inbox);
    }

    private void Settle(TurnInbox inbox)
    {
        foreach (InboxMessage message in inbox.Consumed)
        {
            run.Consumed.Add(message.RowKey);
        }

        foreach ((string execution, int task) in inbox.Results)
        {
            run.Activities.Forget(execution, task);
        }
    }

    private async Task DeliverLocalAsync(InboxMessage message, ETag etag, CancellationToken cancellationToken)
    {
        if (etag != default)
        {
            run.Deliver(message.InstanceId, Delivery.Of(message with { ETag = etag }));
        }
        else
        {
            // The commit's answer was lost, so that the row's ETag is not known. Awaited: later sends must not
            // overtake.
            await new OutboxSender(run).DeliverStoredAsync(partition, message.RowKey, cancellationToken);
        }
    }

    private async Task DeleteTimersAsync(IEnumerable<TimerRow> timers, CancellationToken cancellationToken)
    {
        foreach (TimerRow timer in timers)
        {
            await IgnoreMissingAsync(
                run.Storage.Table.DeleteEntityAsync(partition, timer.RowKey, ETag.All, cancellationToken));
        }
    }

    private async Task SubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (TableTransactionAction[] part in actions.Chunk(100))
        {
            await run.Storage.Table.SubmitTransactionAsync(part, cancellationToken);
        }
    }

    private static async Task IgnoreMissingAsync(Task<Response> request)
    {
        try
        {
            await request;
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // Somebody removed or consumed it before: that is what was wanted.
        }
    }
}
