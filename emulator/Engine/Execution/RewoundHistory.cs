using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// The history of a failed execution without its failures: each becomes a <see cref="GenericEvent" /> of the same id,
/// so that the replay asks for that task again, under the same id, while everything else is kept.
/// </summary>
/// <remarks>
/// A failure that the orchestrator answered by going on, with a retry or in a catch block, is part of what it did and
/// stays: without it the replay would ask for other things than those recorded after it. Where an episode received more
/// than that failure, only a retry can be told apart.
/// </remarks>
internal sealed class RewoundHistory
{
    private readonly IReadOnlyList<HistoryEvent> history;
    private readonly IReadOnlyList<HistoryEpisode> episodes;
    private readonly HashSet<HistoryEvent> undone = [];

    private RewoundHistory(IReadOnlyList<HistoryEvent> history)
    {
        this.history = history;
        episodes = HistoryEpisode.Of(history);
    }

    /// <param name="history">The whole history; it ends with the failure.</param>
    /// <param name="rewoundChildren">Ids of the sub-orchestrations that are rewound, too.</param>
    public static IReadOnlyList<HistoryEvent> Of(
        IReadOnlyList<HistoryEvent> history, IReadOnlySet<string> rewoundChildren)
    {
        var rewound = new RewoundHistory(history);
        foreach (HistoryEpisode episode in rewound.episodes)
        {
            rewound.Undo(episode, rewoundChildren);
        }

        return
        [
            .. history.Select(e => rewound.undone.Contains(e)
                || e is ExecutionCompletedEvent { OrchestrationStatus: OrchestrationStatus.Failed }
                    ? new GenericEvent(e.EventId, data: null) { Timestamp = e.Timestamp }
                    : e),
        ];
    }

    private void Undo(HistoryEpisode episode, IReadOnlySet<string> rewoundChildren)
    {
        foreach (HistoryEvent result in episode.Results.Where(result => !IsAnswered(result, episode)))
        {
            if (result is TaskFailedEvent failed)
            {
                undone.Add(result);
                undone.UnionWith(history.Where(e =>
                    e is TaskScheduledEvent && e.EventId == failed.TaskScheduledId));
                UndoTimers(episode);
            }
            else if (result is SubOrchestrationInstanceFailedEvent child
                && rewoundChildren.Contains(ChildOf(child)))
            {
                undone.Add(result);
                UndoTimers(episode);
            }
        }
    }

    private bool IsAnswered(HistoryEvent result, HistoryEpisode episode) => episode.Results.Count == 1
        ? episode.Actions.Count > 0
        : result is TaskFailedEvent failed && IsRetried(failed, episode);

    /// <summary>A timer of the episode led to another attempt of the same name.</summary>
    private bool IsRetried(TaskFailedEvent failed, HistoryEpisode episode)
    {
        string? name = history.OfType<TaskScheduledEvent>()
            .FirstOrDefault(scheduled => scheduled.EventId == failed.TaskScheduledId)?.Name;
        int[] timers = [.. episode.Actions.OfType<TimerCreatedEvent>().Select(timer => timer.EventId)];
        return episodes.Any(later =>
            later.Results.OfType<TimerFiredEvent>().Any(fired => timers.Contains(fired.TimerId))
            && later.Actions.OfType<TaskScheduledEvent>().Any(next => next.Name == name));
    }

    private void UndoTimers(HistoryEpisode episode)
    {
        foreach (TimerCreatedEvent timer in episode.TimersDueAtOnce)
        {
            undone.Add(timer);
            undone.UnionWith(history.Where(e => e is TimerFiredEvent fired && fired.TimerId == timer.EventId));
        }
    }

    private string ChildOf(SubOrchestrationInstanceFailedEvent failed) => history
        .OfType<SubOrchestrationInstanceCreatedEvent>()
        .First(created => created.EventId == failed.TaskScheduledId).InstanceId;
}
