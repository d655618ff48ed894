using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Chaos;

/// <summary>Every history: one outcome for each task, none without its task, action ids without gaps.</summary>
internal static class HistoryCheck
{
    /// <returns>How many histories were looked at.</returns>
    public static async Task<int> RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync())
        {
            IList<HistoryEvent> history =
                await client.GetOrchestrationHistoryAsync(instance.InstanceId, cancellationToken);
            if (FaultIn(instance, history) is { } fault)
            {
                string events = string.Join(' ', history.Select(e => $"{e.EventType}({e.EventId})"));
                throw new ChaosException($"{instance.InstanceId}: {fault}: {events}");
            }

            count++;
        }

        return count;
    }

    private static string? FaultIn(OrchestrationMetadata instance, IList<HistoryEvent> history)
    {
        int[] actions = [.. history.Where(e => e.EventId >= 0).Select(e => e.EventId)];
        return instance.RuntimeStatus is not OrchestrationRuntimeStatus.Completed ? $"is {instance.RuntimeStatus}"
            : history.OfType<ExecutionStartedEvent>().Count() != 1 ? "not one start"
            : history.OfType<ExecutionCompletedEvent>().Count() != 1 ? "not one end"
            : !actions.SequenceEqual(Enumerable.Range(0, actions.Length)) ? "a gap in the action ids"
            : !Same<TaskScheduledEvent>(history, history.OfType<TaskCompletedEvent>().Select(e => e.TaskScheduledId))
                ? "not one outcome for each activity"
            : !Same<SubOrchestrationInstanceCreatedEvent>(
                history,
                history.OfType<SubOrchestrationInstanceCompletedEvent>().Select(e => e.TaskScheduledId))
                ? "not one outcome for each sub-orchestration"
            : !Same<TimerCreatedEvent>(history, history.OfType<TimerFiredEvent>().Select(e => e.TimerId))
                ? "not one firing for each timer"
            : IsEarly(history) ? "a timer fired early"
            : null;
    }

    private static bool Same<TAction>(IEnumerable<HistoryEvent> history, IEnumerable<int> outcomes)
        where TAction : HistoryEvent =>
        history.OfType<TAction>().Select(e => e.EventId).Order().SequenceEqual(outcomes.Order());

    private static bool IsEarly(IList<HistoryEvent> history)
    {
        DateTime episode = default;
        foreach (HistoryEvent e in history)
        {
            episode = e is OrchestratorStartedEvent ? e.Timestamp : episode;
            if (e is TimerFiredEvent fired && episode < fired.FireAt)
            {
                return true;
            }
        }

        return false;
    }
}
