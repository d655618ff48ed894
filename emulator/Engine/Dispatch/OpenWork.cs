using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>What a history has begun and not ended. Results for anything else are dropped.</summary>
internal sealed class OpenWork
{
    private readonly Dictionary<int, TaskScheduledEvent> activities = [];
    private readonly Dictionary<int, TimerCreatedEvent> timers = [];
    private readonly Dictionary<int, SubOrchestrationInstanceCreatedEvent> children = [];

    public IReadOnlyDictionary<int, TaskScheduledEvent> Activities => activities;

    /// <summary>Timers without a TimerFired, cancelled ones included: cancelling leaves no event.</summary>
    public IReadOnlyDictionary<int, TimerCreatedEvent> Timers => timers;

    public IReadOnlyDictionary<int, SubOrchestrationInstanceCreatedEvent> Children => children;

    /// <summary>First action id that the history has not used.</summary>
    public int NextId { get; private set; }

    public bool IsSuspended { get; private set; }

    public DateTime LastEpisodeAt { get; private set; }

    /// <summary>A cancelled timer's row is gone.</summary>
    public void Forget(int timerId) => timers.Remove(timerId);

    /// <summary>Whether this event answers something that is open.</summary>
    public bool Expects(HistoryEvent e) => e switch
    {
        TaskCompletedEvent done => activities.ContainsKey(done.TaskScheduledId),
        TaskFailedEvent failed => activities.ContainsKey(failed.TaskScheduledId),
        TimerFiredEvent fired => timers.ContainsKey(fired.TimerId),
        SubOrchestrationInstanceCompletedEvent done => children.ContainsKey(done.TaskScheduledId),
        SubOrchestrationInstanceFailedEvent failed => children.ContainsKey(failed.TaskScheduledId),
        _ => true,
    };

    /// <summary>The open activity or child that this event answers; null for none.</summary>
    public HistoryEvent? BegunBy(HistoryEvent e) => e switch
    {
        TaskCompletedEvent done => activities.GetValueOrDefault(done.TaskScheduledId),
        TaskFailedEvent failed => activities.GetValueOrDefault(failed.TaskScheduledId),
        SubOrchestrationInstanceCompletedEvent done => children.GetValueOrDefault(done.TaskScheduledId),
        SubOrchestrationInstanceFailedEvent failed => children.GetValueOrDefault(failed.TaskScheduledId),
        _ => null,
    };

    public void Apply(HistoryEvent e)
    {
        NextId = Math.Max(NextId, e.EventId + 1);
        switch (e)
        {
            case OrchestratorStartedEvent:
                LastEpisodeAt = e.Timestamp;
                break;
            case TaskScheduledEvent scheduled:
                activities[e.EventId] = scheduled;
                break;
            case TimerCreatedEvent created:
                timers[e.EventId] = created;
                break;
            case SubOrchestrationInstanceCreatedEvent created:
                children[e.EventId] = created;
                break;
            case TaskCompletedEvent done:
                activities.Remove(done.TaskScheduledId);
                break;
            case TaskFailedEvent failed:
                activities.Remove(failed.TaskScheduledId);
                break;
            case TimerFiredEvent fired:
                timers.Remove(fired.TimerId);
                break;
            case SubOrchestrationInstanceCompletedEvent done:
                children.Remove(done.TaskScheduledId);
                break;
            case SubOrchestrationInstanceFailedEvent failed:
                children.Remove(failed.TaskScheduledId);
                break;
            case ExecutionSuspendedEvent:
                IsSuspended = true;
                break;
            case ExecutionResumedEvent:
                IsSuspended = false;
                break;
        }
    }
}
