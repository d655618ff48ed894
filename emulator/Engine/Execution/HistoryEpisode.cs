using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>One episode of a history: what it received, and what the orchestrator did about it.</summary>
internal sealed class HistoryEpisode(IReadOnlyList<HistoryEvent> events)
{
    /// <summary>Results that the episode received.</summary>
    public IReadOnlyList<HistoryEvent> Results { get; } =
    [
        .. events.Where(e => e is TaskCompletedEvent or TaskFailedEvent or TimerFiredEvent or EventRaisedEvent
            or SubOrchestrationInstanceCompletedEvent or SubOrchestrationInstanceFailedEvent),
    ];

    /// <summary>
    /// Timers that were due when they were made: the one after the last attempt of a retry policy is such a timer.
    /// </summary>
    public IReadOnlyList<TimerCreatedEvent> TimersDueAtOnce { get; } =
        [.. events.OfType<TimerCreatedEvent>().Where(timer => timer.FireAt == StartOf(events))];

    /// <summary>What the orchestrator asked for, those timers left out.</summary>
    public IReadOnlyList<HistoryEvent> Actions { get; } =
    [
        .. events.Where(e => e is TaskScheduledEvent or SubOrchestrationInstanceCreatedEvent or EventSentEvent
            || (e is TimerCreatedEvent timer && timer.FireAt != StartOf(events))),
    ];

    public static IReadOnlyList<HistoryEpisode> Of(IReadOnlyList<HistoryEvent> history)
    {
        List<HistoryEpisode> episodes = [];
        int begin = 0;
        for (int at = 1; at <= history.Count; at++)
        {
            if (at == history.Count || history[at] is OrchestratorStartedEvent)
            {
                episodes.Add(new HistoryEpisode([.. history.Skip(begin).Take(at - begin)]));
                begin = at;
            }
        }

        return episodes;
    }

    private static DateTime? StartOf(IReadOnlyList<HistoryEvent> events) =>
        events is [OrchestratorStartedEvent start, ..] ? start.Timestamp : null;
}
