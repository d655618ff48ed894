using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>What a commit has to store: a turn's outcome, or only another state of the row.</summary>
internal sealed record TurnOutcome(InstanceState After)
{
    public TurnOutcome(Turn turn)
        : this(turn.After)
    {
        Events = turn.Events;
        ReplacesHistory = turn.ReplacesHistory;
        Activities = turn.Activities;
        Sends = turn.Sends;
        SenderExecutionId = turn.SenderExecutionId;
        NewTimers = turn.NewTimers;
        EndedTimers = turn.EndedTimers;
    }

    public IReadOnlyList<HistoryEvent> Events { get; } = [];

    public bool ReplacesHistory { get; }

    public IReadOnlyList<TaskScheduledEvent> Activities { get; } = [];

    public IReadOnlyList<Send> Sends { get; } = [];

    public string SenderExecutionId { get; } = string.Empty;

    public IReadOnlyList<TimerRow> NewTimers { get; } = [];

    public IReadOnlyList<TimerRow> EndedTimers { get; } = [];
}
