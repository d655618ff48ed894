using System.Collections.Immutable;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Sorts deliveries for one turn: what the history takes, what is dropped because nothing waits for it, and what has to
/// wait. Whatever is taken or dropped, its row goes with the turn's commit.
/// </summary>
internal sealed class TurnInbox(LoadedInstance? known, int mostMessages)
{
    private const int MostEvents = 500;

    /// <summary>The instance the turn is for: the known one, or one that a delivery begins.</summary>
    public LoadedInstance? Instance { get; private set; } = known;

    /// <summary>Events for the history, in order. A terminating one is the last.</summary>
    public List<HistoryEvent> Received { get; } = [];

    /// <summary>What of it answers something that the instance had begun, with that.</summary>
    public List<(HistoryEvent Begun, HistoryEvent Answer)> Answers { get; } = [];

    /// <summary>Whether the terminating event goes on to the children.</summary>
    public bool Recursive { get; private set; }

    /// <summary>Terminates an instance that has not started, so that there is no history to write to.</summary>
    public ExecutionTerminatedEvent? TerminatesPending { get; private set; }

    public List<InboxMessage> Consumed { get; } = [];

    public List<TimerRow> EndedTimers { get; } = [];

    /// <summary>Deliveries for a state that the instance is not in yet.</summary>
    public List<Delivery> Parked { get; } = [];

    /// <summary>Deliveries for the next turn.</summary>
    public List<Delivery> Left { get; } = [];

    /// <summary>Results of activities that are settled one way or the other.</summary>
    public List<(string ExecutionId, int TaskId)> Results { get; } = [];

    private bool IsFull => Received is [.., ExecutionTerminatedEvent]
        || TerminatesPending is not null
        || Received.Count >= MostEvents
        || Left.Count > 0;

    public void Take(IEnumerable<Delivery> deliveries)
    {
        foreach (Delivery delivery in StartFirst([.. deliveries]))
        {
            if (delivery.Kind is DeliveryKind.Nudge)
            {
                continue;
            }

            if (IsFull || (delivery.Message is not null && Consumed.Count >= mostMessages))
            {
                Left.Add(delivery);
            }
            else
            {
                Sort(delivery);
            }
        }
    }

    /// <summary>
    /// Keeps everything for a worker that takes the instance's version. Only an end from outside is let through, with
    /// the start of a child that has none yet.
    /// </summary>
    public void Hold(IReadOnlyList<Delivery> deliveries)
    {
        Delivery? end = deliveries.FirstOrDefault(delivery => delivery.Event is ExecutionTerminatedEvent);
        Delivery? start = end is not null && Instance is null or { State.IsTerminal: true }
            ? deliveries.FirstOrDefault(delivery => delivery.Event is ExecutionStartedEvent)
            : null;
        Take(new[] { start, end }.OfType<Delivery>());
        // A timer's row that stays is read again and again.
        Parked.AddRange(deliveries
            .Where(delivery => delivery.Kind is not DeliveryKind.Nudge && delivery != start && delivery != end)
            .DistinctBy(delivery => delivery.Timer?.RowKey ?? (object)delivery));
    }

    /// <summary>
    /// A start overtakes what came before it: events for an instance that has not started are kept for it.
    /// </summary>
    private List<Delivery> StartFirst(List<Delivery> deliveries)
    {
        bool mayStart = Instance is null || Instance.State.IsPending;
        int start = mayStart
            ? deliveries.FindIndex(each => each.Kind is DeliveryKind.Start || each.Event is ExecutionStartedEvent)
            : -1;
        return start <= 0
            ? deliveries
            : [deliveries[start], .. deliveries[..start], .. deliveries[(start + 1)..]];
    }

    private void Sort(Delivery delivery)
    {
        InstanceState? state = Instance?.State;
        switch (delivery)
        {
            case { Kind: DeliveryKind.Start }
                when state is { IsPending: true } && state.ExecutionId == delivery.ExecutionId:
                Begin(state);
                Accept(delivery, StartedEvent(state));
                break;
            case { Kind: DeliveryKind.Start }:
                Drop(delivery);
                break;
            case { Event: ExecutionStartedEvent started }:
                SortChildStart(delivery, started, state);
                break;
            case { Event: ExecutionTerminatedEvent terminated } when state is { IsPending: true }:
                TerminatesPending = terminated;
                Drop(delivery);
                break;
            case { } when state is { IsPending: true }:
                Parked.Add(delivery);
                break;
            case { Event: { } e } when IsWanted(delivery, e, state):
                Accept(delivery, e);
                break;
            default:
                Drop(delivery!);
                break;
        }
    }

    private bool IsWanted(Delivery delivery, HistoryEvent e, InstanceState? state) =>
        state is { IsTerminal: false }
        && (delivery.ExecutionId is null || delivery.ExecutionId == state.ExecutionId)
        && Instance!.Open.Expects(e);

    private void SortChildStart(Delivery delivery, ExecutionStartedEvent started, InstanceState? state)
    {
        if (state?.ExecutionId == started.OrchestrationInstance.ExecutionId)
        {
            Drop(delivery);
        }
        else if (state is { IsTerminal: false })
        {
            // The id is in use: this child begins when that execution has ended.
            Parked.Add(delivery);
        }
        else
        {
            Begin(StateOf(started, state));
            Accept(delivery, started);
        }
    }

    private void Begin(InstanceState state)
    {
        var begun = new LoadedInstance(state with
        {
            Status = OrchestrationStatus.Running,
            Output = Payload.None,
            CustomStatus = Payload.None,
            Failure = null,
            History = [],
            SegmentRows = 0,
        })
        {
            Outbox = Instance?.Outbox ?? [],
        };
        begun.Begin();
        Instance = begun;
    }

    private void Accept(Delivery delivery, HistoryEvent e)
    {
        if (Instance!.Open.BegunBy(e) is { } begun)
        {
            Answers.Add((begun, e));
        }

        Instance.Open.Apply(e);
        Received.Add(e);
        Recursive |= delivery.Message is { Recursive: true };
        Remove(delivery);
    }

    private void Drop(Delivery delivery) => Remove(delivery);

    private void Remove(Delivery delivery)
    {
        if (delivery.Message is { } message)
        {
            Consumed.Add(message);
        }

        if (delivery.Timer is { } timer)
        {
            EndedTimers.Add(timer);
        }

        if (delivery is { ExecutionId: { } execution, Event: TaskCompletedEvent or TaskFailedEvent })
        {
            int task = delivery.Event is TaskCompletedEvent done
                ? done.TaskScheduledId
                : ((TaskFailedEvent)delivery.Event).TaskScheduledId;
            Results.Add((execution, task));
        }
    }

    private static ExecutionStartedEvent StartedEvent(InstanceState state) => new(-1, state.Input.Text)
    {
        Name = state.Name,
        Version = state.Version,
        Timestamp = state.CreatedAt.UtcDateTime,
        OrchestrationInstance = new OrchestrationInstance
        {
            InstanceId = state.InstanceId,
            ExecutionId = state.ExecutionId,
        },
        Tags = state.Tags.Count == 0 ? null : new Dictionary<string, string>(state.Tags),
        ScheduledStartTime = state.ScheduledAt?.UtcDateTime,
        Generation = state.Generation,
        PayloadBlob = state.Input.Blob,
        TraceParent = state.TraceParent,
    };

    /// <summary>A child's first state. Sends of an execution that had this id before stay with the instance.</summary>
    private static InstanceState StateOf(ExecutionStartedEvent started, InstanceState? former) => new()
    {
        InstanceId = started.OrchestrationInstance.InstanceId,
        ExecutionId = started.OrchestrationInstance.ExecutionId,
        Name = started.Name,
        Version = started.Version ?? string.Empty,
        CreatedAt = started.Timestamp,
        Input = new Payload(started.Input, started.PayloadBlob),
        HasBlobs = former is { HasBlobs: true },
        HasSegments = former is { HasSegments: true },
        Parent = ParentRecord.From(started.ParentInstance),
        TraceParent = started.TraceParent,
        Tags = started.Tags?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
        LastOrder = former?.LastOrder ?? 0,
        IsMarked = former?.IsMarked ?? false,
    };
}
