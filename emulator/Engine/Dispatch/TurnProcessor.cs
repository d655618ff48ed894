using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Engine.Tracing;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Makes turns of one instance: reads it, sorts the deliveries, runs its code, commits, and only then lets effects
/// happen. Used by one caller at a time.
/// </summary>
internal sealed partial class TurnProcessor(string instanceId, IEngineRun run, ILogger logger)
{
    private const int MostMessages = 40;

    private readonly List<Delivery> parked = [];
    private readonly OutboxTracker outbox = new(instanceId, run);
    private readonly TurnEffects effects = new(instanceId, run);
    private readonly VersionCheck versions = new(run.Options.Versioning);
    private LoadedInstance? instance;
    private bool isKnown;
    private bool isHeld;

    /// <summary>The committed state; null when it has not been read, or when there is none.</summary>
    public InstanceState? Committed { get; private set; }

    /// <summary>Whether something stays here that only a later state can take.</summary>
    public bool HasParked => parked.Count > 0;

    public bool HasOutbox => instance is { Outbox.Count: > 0 };

    public bool HasActivities => instance is { Open.Activities.Count: > 0 };

    public bool IsParked(string messageKey) => parked.Exists(delivery => delivery.Message?.Key == messageKey);

    /// <summary>Drops what was built in memory, and a parked message whose row turned out to be consumed.</summary>
    public void Reset(string? consumedRow = null)
    {
        instance = null;
        isKnown = false;
        Committed = null;
        parked.RemoveAll(delivery => consumedRow is not null && delivery.Message?.RowKey == consumedRow);
    }

    /// <summary>Processes deliveries in order.</summary>
    /// <returns>Those left for another turn.</returns>
    /// <exception cref="CommitConflictException">Nothing happened; call <see cref="Reset" />.</exception>
    public async Task<IReadOnlyList<Delivery>> ProcessAsync(
        IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        bool isFresh = await KnowAsync(deliveries, cancellationToken);
        TurnInbox inbox = Sort([.. parked, .. deliveries]);
        InstanceState? before = instance?.State;
        if (inbox.Received.Count > 0 || (before is { IsTurnDue: true } && !isHeld))
        {
            await CommitAsync(inbox, before, RunTurn(inbox), cancellationToken);
        }
        else if (inbox.TerminatesPending is { } terminated)
        {
            if (TimerRow.OfStart(before!) is { } start)
            {
                inbox.EndedTimers.Add(start);
            }

            await CommitAsync(inbox, before, TerminatedBeforeStart(before!, terminated), cancellationToken);
        }
        else if (before is not null && outbox.Arrived.Count > 0)
        {
            await CommitAsync(inbox, before, new TurnOutcome(before), cancellationToken);
        }
        else if (inbox.Consumed.Count > 0 && !isFresh)
        {
            // Nobody wants it as far as we remember; another process may have replaced the instance since.
            Reset();
            return await ProcessAsync(deliveries, cancellationToken);
        }
        else
        {
            await effects.DiscardAsync(inbox, cancellationToken);
        }

        parked.Clear();
        parked.AddRange(inbox.Parked);
        if (isFresh)
        {
            TakeUp();
        }

        return Unpark(inbox.Left);
    }

    private TurnInbox Sort(IReadOnlyList<Delivery> deliveries)
    {
        var inbox = new TurnInbox(instance, MostMessages);
        bool wasHeld = isHeld;
        isHeld = versions.Holds(instance?.State, deliveries);
        if (isHeld)
        {
            inbox.Hold(deliveries);
        }
        else
        {
            inbox.Take(deliveries);
        }

        if (isHeld && !wasHeld)
        {
            LogHeld(logger, instanceId);
        }

        return inbox;
    }

    /// <summary>Reads the instance unless its state in memory is good.</summary>
    /// <returns>Whether it was read.</returns>
    private async Task<bool> KnowAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        // A start that we do not know of is that of a client which replaced the row.
        bool isReplaced = deliveries.Any(delivery =>
            delivery.Kind is DeliveryKind.Start && delivery.ExecutionId != instance?.State.ExecutionId);
        if (isKnown && !isReplaced)
        {
            return false;
        }

        instance = deliveries.LastOrDefault(delivery => delivery.Created is not null) is { Created: { } created }
            ? new LoadedInstance(created)
            : await run.LoadAsync(instanceId, cancellationToken);
        Committed = instance?.State;
        isKnown = true;
        return true;
    }

    private TurnOutcome RunTurn(TurnInbox inbox)
    {
        instance = inbox.Instance!;
        var turn = new Turn(instance, run.Runner, run.Options, run.Loggers);
        if (inbox.Received is [.., DurableTask.Core.History.ExecutionTerminatedEvent])
        {
            turn.Terminate(inbox.Received, inbox.Recursive);
        }
        else if (versions.Refuse(instance.State.Version) is { } refusal)
        {
            turn.Fail(inbox.Received, refusal);
        }
        else
        {
            turn.Run(inbox.Received);
        }

        if (instance.Execution is { LeftItsTurn: true })
        {
            LogLeftItsTurn(logger, instanceId, instance.State.Name);
        }

        return new TurnOutcome(turn);
    }

    private TurnOutcome TerminatedBeforeStart(
        InstanceState before, DurableTask.Core.History.ExecutionTerminatedEvent terminated) => new(before with
        {
            Status = DurableTask.Core.OrchestrationStatus.Terminated,
            Output = new Payload(terminated.Input, terminated.PayloadBlob),
            UpdatedAt = run.Options.Clock.GetUtcNow(),
        });

    private async Task CommitAsync(
        TurnInbox inbox, InstanceState? before, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> arrived = outbox.Arrived;
        instance = inbox.Instance!;
        var builder = new CommitBuilder(run.Storage, instance, before);
        builder.ClearOutbox(arrived);
        TurnCommit commit = await builder.BuildAsync(inbox, outcome, cancellationToken);
        await effects.BeforeCommitAsync(builder, cancellationToken);
        IReadOnlyList<Azure.ETag> etags = await run.Writes.Turns.CommitAsync(commit, cancellationToken);
        TurnSpans.Emit(inbox, outcome, run.Options);
        instance.State = commit.After with { ETag = etags[0] };
        instance.Outbox = builder.Outbox;
        Committed = instance.State;
        outbox.Cleared(arrived);
        outbox.Send(instance.Outbox);
        await effects.AfterCommitAsync(
            inbox, outcome, builder, before, instance.State, etags, cancellationToken);
    }

    /// <summary>An instance that was read may have work that nobody is doing.</summary>
    private void TakeUp()
    {
        if (instance is null)
        {
            return;
        }

        outbox.Send(instance.Outbox);
        if (!instance.State.IsTerminal)
        {
            foreach (DurableTask.Core.History.TaskScheduledEvent scheduled in instance.Open.Activities.Values)
            {
                run.Activities.Start(instanceId, instance.State.ExecutionId, scheduled);
            }
        }
    }

    /// <summary>
    /// What was parked for the end of an execution gets its turn when there is one; so does a turn that is due.
    /// </summary>
    private List<Delivery> Unpark(List<Delivery> left)
    {
        if (parked.Count > 0 && Committed is { IsTerminal: true })
        {
            left.InsertRange(0, parked);
            parked.Clear();
        }

        if (left.Count == 0 && Committed is { IsTurnDue: true } && !isHeld)
        {
            left.Add(Delivery.Nudge);
        }

        return left;
    }

    [LoggerMessage(4502, LogLevel.Information,
        "Instance {InstanceId}: left for a worker that takes its version")]
    private static partial void LogHeld(ILogger logger, string instanceId);

    [LoggerMessage(4501, LogLevel.Warning,
        "Instance {InstanceId}: {Orchestrator} awaited something that is not durable; it cannot go on")]
    private static partial void LogLeftItsTurn(ILogger logger, string instanceId, string orchestrator);
}
