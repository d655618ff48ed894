using DurableTask.Core.Exceptions;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Compares a recorded event with what the replaying code asked for under the same number: kind and name, as upstream
/// does. Inputs, versions, times and child ids are not compared.
/// </summary>
internal static class DeterminismCheck
{
    private const string Hint =
        " Was a change made to the orchestrator code after this instance had already started running?";

    /// <exception cref="NonDeterministicOrchestrationException">They differ.</exception>
    public static void Verify(HistoryEvent recorded, OrchestratorAction? action)
    {
        string what = Describe(recorded);
        if (action is null)
        {
            throw Differs(recorded, $"{what}, but the current replay execution hasn't (yet?) scheduled this task.");
        }

        if (!IsSameKind(recorded, action))
        {
            throw Differs(recorded, $"{what}, but the current orchestration replay instead produced a "
                + $"{action.GetType().Name} action with this sequence number.");
        }

        (string? before, string? now) = Names(recorded, action);
        if (!string.Equals(before, now, StringComparison.OrdinalIgnoreCase))
        {
            throw Differs(recorded, $"{what}, but the current orchestration replay instead scheduled "
                + $"'{now}' at this sequence number.");
        }
    }

    private static NonDeterministicOrchestrationException Differs(HistoryEvent recorded, string difference) =>
        new(recorded.EventId, $"A previous execution of this orchestration scheduled {difference}{Hint}");

    private static string Describe(HistoryEvent recorded) => recorded switch
    {
        TaskScheduledEvent task =>
            $"an activity task with sequence number {task.EventId} named '{task.Name}' (version '{task.Version}')",
        TimerCreatedEvent timer => $"a timer task with sequence number {timer.EventId}",
        SubOrchestrationInstanceCreatedEvent child =>
            $"a sub-orchestration task with sequence number {child.EventId} and name '{child.Name}' "
            + $"(version '{child.Version}', instance ID '{child.InstanceId}')",
        EventSentEvent sent =>
            $"a send event task with sequence number {sent.EventId}, type '{sent.EventType}', name '{sent.Name}', "
            + $"instance ID '{sent.InstanceId}'",
        _ => throw new ArgumentException($"{recorded.EventType} records no action.", nameof(recorded)),
    };

    private static bool IsSameKind(HistoryEvent recorded, OrchestratorAction action) => (recorded, action) switch
    {
        (TaskScheduledEvent, ScheduleTaskOrchestratorAction) => true,
        (TimerCreatedEvent, CreateTimerOrchestratorAction) => true,
        (SubOrchestrationInstanceCreatedEvent, CreateSubOrchestrationAction) => true,
        (EventSentEvent, SendEventOrchestratorAction) => true,
        _ => false,
    };

    private static (string? Before, string? Now) Names(HistoryEvent recorded, OrchestratorAction action) =>
        (recorded, action) switch
        {
            (TaskScheduledEvent before, ScheduleTaskOrchestratorAction now) => (before.Name, now.Name),
            (SubOrchestrationInstanceCreatedEvent before, CreateSubOrchestrationAction now) => (before.Name, now.Name),
            (EventSentEvent before, SendEventOrchestratorAction now) => (before.Name, now.EventName),
            _ => (null, null),
        };
}
