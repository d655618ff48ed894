using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Client;

/// <summary>
/// Takes a failed instance back to before its failure, and its failed sub-orchestrations with it. The parent comes
/// first, so that it waits when a child ends; a call that was cut off can be repeated.
/// </summary>
internal sealed class InstanceRewinder(IHubGateway hub)
{
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It has not failed.</exception>
    public async Task RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        while (true)
        {
            InstanceState state = await storage.ReadSettledAsync(instanceId, cancellationToken)
                ?? throw ClientErrors.UnknownInstance(instanceId);
            if (state is not { Status: OrchestrationStatus.Failed } and not { IsRewound: true })
            {
                throw new InvalidOperationException(
                    $"The orchestration with the instanceId {instanceId} has the status {state.Status}; "
                    + "only one that has failed can be rewound.");
            }

            (_, IReadOnlyList<HistoryEvent> history) =
                await HistoryLog.LoadAsync(storage, state, cancellationToken);
            IReadOnlySet<string> children = await FailedChildrenAsync(storage, history, cancellationToken);
            if (state.IsRewound || await TryRewindAsync(storage, state, history, children, reason, cancellationToken))
            {
                foreach (string child in children)
                {
                    await RewindAsync(child, reason, cancellationToken);
                }

                return;
            }
        }
    }

    /// <summary>Children that have failed, or that an earlier call has rewound already.</summary>
    private static async Task<IReadOnlySet<string>> FailedChildrenAsync(
        HubStorage storage, IReadOnlyList<HistoryEvent> history, CancellationToken cancellationToken)
    {
        HashSet<string> failed = [];
        foreach (string child in history.OfType<SubOrchestrationInstanceCreatedEvent>()
            .Select(created => created.InstanceId).Distinct())
        {
            if (await storage.ReadStatusAsync(child, cancellationToken) is { Status: OrchestrationStatus.Failed })
            {
                failed.Add(child);
            }
        }

        return failed;
    }

    /// <returns>False when the instance changed meanwhile.</returns>
    private async Task<bool> TryRewindAsync(
        HubStorage storage,
        InstanceState state,
        IReadOnlyList<HistoryEvent> history,
        IReadOnlySet<string> children,
        string? reason,
        CancellationToken cancellationToken)
    {
        string partition = storage.PartitionOf(state.InstanceId);
        var log = HistoryLog.Empty();
        (var inline, IReadOnlyList<Segment> moved) = await log.AppendAsync(
            storage.Payloads, state.InstanceId, RewoundHistory.Of(history, children), cancellationToken);
        InstanceState after = state with
        {
            Status = OrchestrationStatus.Pending,
            IsRewound = true,
            Output = Payload.None,
            Failure = null,
            UpdatedAt = hub.Options.Clock.GetUtcNow(),
            History = inline,
            SegmentRows = log.SegmentRows,
            HasSegments = state.HasSegments || moved.Count > 0,
            HasBlobs = state.HasBlobs || inline.Concat(moved).Any(segment => segment.Blob is not null),
            Sequence = state.Sequence + 1,
            CommitId = Guid.NewGuid(),
        };
        List<TableTransactionAction> rows = [];
        if (moved.Count > 0)
        {
            rows.Add(new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, HistoryLog.ToRow(partition, after, 0, moved)));
        }

        // Only the deepest have anything to do; the others wait for them.
        var wake = new InboxMessage(state.InstanceId, MessageKeys.FromClient(), new GenericEvent(-1, reason)
        {
            Timestamp = after.UpdatedAt.UtcDateTime,
        });
        if (children.Count == 0)
        {
            await storage.Payloads.SaveAsync(state.InstanceId, [wake.Event!], cancellationToken);
            rows.Add(new TableTransactionAction(
                TableTransactionActionType.Add, MessageRows.ToRow(partition, wake)));
        }

        try
        {
            HubWrites writes = await hub.OpenWritesAsync(cancellationToken);
            IReadOnlyList<ETag> etags = await writes.Turns.CommitAsync(
                new TurnCommit(partition, state, after, rows), cancellationToken);
            if (children.Count == 0)
            {
                await new HubMailbox(hub).AnnounceAsync(
                    wake, etags.Count > rows.Count ? etags[rows.Count] : null, cancellationToken);
            }

            return true;
        }
        catch (CommitConflictException)
        {
            return false;
        }
    }
}
