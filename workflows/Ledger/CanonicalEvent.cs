using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Workflows.Ledger;

/// <summary>
/// One event of a durable history in the form that is hashed and exported: what every backend records of it, and
/// nothing that a replay or another backend would write differently.
/// </summary>
/// <param name="Type">Upstream's event type, e.g. <c>TaskScheduled</c>.</param>
/// <param name="EventId">Action id; -1 for received and framing events.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Name">Orchestrator, activity or event.</param>
/// <param name="InstanceId">Instance of a sub-orchestration, or receiver of an event.</param>
/// <param name="AnswersId">Action id that a result or a fired timer answers.</param>
/// <param name="FireAt">When a timer is due.</param>
/// <param name="Status">Final status of an execution.</param>
/// <param name="Payload">Input, result, event or reason as recorded: ids, codes, amounts and times.</param>
/// <param name="FailureType">Type of a failure; its message is not kept.</param>
public sealed record CanonicalEvent(
    string Type,
    int EventId,
    DateTimeOffset At,
    string? Name = null,
    string? InstanceId = null,
    int? AnswersId = null,
    DateTimeOffset? FireAt = null,
    string? Status = null,
    string? Payload = null,
    string? FailureType = null)
{
    /// <summary>The canonical form of an event.</summary>
    public static CanonicalEvent Of(HistoryEvent recorded)
    {
        CanonicalEvent plain = new(recorded.EventType.ToString(), recorded.EventId, Utc(recorded.Timestamp));
        return recorded switch
        {
            ExecutionStartedEvent started => plain with { Name = started.Name, Payload = started.Input },
            ExecutionCompletedEvent ended => plain with
            {
                Status = ended.OrchestrationStatus.ToString(),
                Payload = ended.Result,
                FailureType = ended.FailureDetails?.ErrorType,
            },
            ExecutionTerminatedEvent ended => plain with { Payload = ended.Input },
            ExecutionSuspendedEvent suspended => plain with { Payload = suspended.Reason },
            ExecutionResumedEvent resumed => plain with { Payload = resumed.Reason },
            TaskScheduledEvent scheduled => plain with { Name = scheduled.Name, Payload = scheduled.Input },
            TaskCompletedEvent done => plain with { AnswersId = done.TaskScheduledId, Payload = done.Result },
            TaskFailedEvent failed => Failed(plain, failed.TaskScheduledId, failed.FailureDetails),
            SubOrchestrationInstanceCreatedEvent created => plain with
            {
                Name = created.Name,
                InstanceId = created.InstanceId,
                Payload = created.Input,
            },
            SubOrchestrationInstanceCompletedEvent done => plain with
            {
                AnswersId = done.TaskScheduledId,
                Payload = done.Result,
            },
            SubOrchestrationInstanceFailedEvent failed => Failed(plain, failed.TaskScheduledId, failed.FailureDetails),
            TimerCreatedEvent timer => plain with { FireAt = Utc(timer.FireAt) },
            TimerFiredEvent fired => plain with { AnswersId = fired.TimerId, FireAt = Utc(fired.FireAt) },
            EventRaisedEvent raised => plain with { Name = raised.Name, Payload = raised.Input },
            EventSentEvent sent => plain with
            {
                Name = sent.Name,
                InstanceId = sent.InstanceId,
                Payload = sent.Input,
            },
            _ => plain,
        };
    }

    private static CanonicalEvent Failed(CanonicalEvent plain, int answersId, FailureDetails? failure) =>
        plain with { AnswersId = answersId, FailureType = failure?.ErrorType };

    // Histories hold UTC; some backends give it back without saying so.
    private static DateTimeOffset Utc(DateTime recorded) =>
        new(DateTime.SpecifyKind(recorded, DateTimeKind.Utc), TimeSpan.Zero);
}
