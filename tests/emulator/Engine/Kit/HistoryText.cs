using DurableTask.Core.History;

namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>
/// A history as one line: S and C frame an episode, <c>Kind(id)</c> is an action, <c>Kind→id</c> a result that refers
/// to one.
/// </summary>
internal static class HistoryText
{
    public static string Write(IEnumerable<HistoryEvent> history) => string.Join(' ', history.Select(Word));

    private static string Word(HistoryEvent happened) => happened switch
    {
        OrchestratorStartedEvent => "S",
        OrchestratorCompletedEvent => "C",
        TaskCompletedEvent result => $"TaskCompleted→{result.TaskScheduledId}",
        TaskFailedEvent result => $"TaskFailed→{result.TaskScheduledId}",
        SubOrchestrationInstanceCreatedEvent action => $"SubCreated({action.EventId})",
        SubOrchestrationInstanceCompletedEvent result => $"SubCompleted→{result.TaskScheduledId}",
        SubOrchestrationInstanceFailedEvent result => $"SubFailed→{result.TaskScheduledId}",
        TimerFiredEvent result => $"TimerFired→{result.TimerId}",
        { EventId: >= 0 } => $"{happened.EventType}({happened.EventId})",
        _ => $"{happened.EventType}",
    };
}
