using DurableTask.Core.History;

namespace Daoban.Workflows.Audit;

/// <summary>One event of a durable history, without inputs and results: the ledger tells what was decided.</summary>
/// <param name="Timestamp">UTC; not monotonic, received events keep their sender's time.</param>
/// <param name="Type">Upstream's event type, e.g. <c>TaskScheduled</c>.</param>
/// <param name="EventId">Action id; -1 for received and framing events.</param>
/// <param name="Name">
/// Activity, sub-orchestration or event, also of the action that a result answers; null where there is none.
/// </param>
/// <param name="AnswersId">Action id that a result or a fired timer answers.</param>
/// <param name="FireAt">When a timer is due.</param>
/// <param name="Status">Final status of an execution.</param>
public sealed record HistoryEntry(
    DateTime Timestamp,
    string Type,
    int EventId,
    string? Name,
    int? AnswersId,
    DateTime? FireAt,
    string? Status)
{
    /// <summary>
    /// The entries of one history. Results carry the name of what they answer, so that each reads by itself.
    /// </summary>
    internal static IReadOnlyList<HistoryEntry> Of(IEnumerable<HistoryEvent> history)
    {
        List<HistoryEntry> entries = [];
        Dictionary<int, string?> actions = [];
        foreach (HistoryEntry entry in history.Select(Of))
        {
            actions[entry.EventId] = entry.Name;
            entries.Add(entry.AnswersId is { } answered
                ? entry with { Name = actions.GetValueOrDefault(answered) }
                : entry);
        }

        return entries;
    }

    private static HistoryEntry Of(HistoryEvent recorded) => new(
        recorded.Timestamp,
        recorded.EventType.ToString(),
        recorded.EventId,
        recorded switch
        {
            ExecutionStartedEvent started => started.Name,
            TaskScheduledEvent scheduled => scheduled.Name,
            SubOrchestrationInstanceCreatedEvent created => created.Name,
            EventRaisedEvent raised => raised.Name,
            EventSentEvent sent => sent.Name,
            _ => null,
        },
        recorded switch
        {
            TaskCompletedEvent completed => completed.TaskScheduledId,
            TaskFailedEvent failed => failed.TaskScheduledId,
            SubOrchestrationInstanceCompletedEvent completed => completed.TaskScheduledId,
            SubOrchestrationInstanceFailedEvent failed => failed.TaskScheduledId,
            TimerFiredEvent fired => fired.TimerId,
            _ => null,
        },
        recorded switch
        {
            TimerCreatedEvent created => created.FireAt,
            TimerFiredEvent fired => fired.FireAt,
            _ => null,
        },
        recorded is ExecutionCompletedEvent ended ? ended.OrchestrationStatus.ToString() : null);
}
