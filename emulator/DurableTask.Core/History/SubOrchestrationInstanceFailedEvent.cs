namespace DurableTask.Core.History;

public class SubOrchestrationInstanceFailedEvent : HistoryEvent
{
    public SubOrchestrationInstanceFailedEvent(
        int eventId,
        int taskScheduledId,
        string? reason,
        string? details,
        FailureDetails? failureDetails)
        : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Reason = reason;
        Details = details;
        FailureDetails = failureDetails;
    }

    public SubOrchestrationInstanceFailedEvent(int eventId, int taskScheduledId, string? reason, string? details)
        : this(eventId, taskScheduledId, reason, details, failureDetails: null)
    {
    }

    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    public int TaskScheduledId { get; }

    public string? Reason { get; }

    public string? Details { get; }

    public FailureDetails? FailureDetails { get; }
}
