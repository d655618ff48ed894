// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core.History;

public class ExecutionResumedEvent : HistoryEvent
{
    public ExecutionResumedEvent(int eventId, string reason)
        : base(eventId)
    {
        Reason = reason;
    }

    public override EventType EventType => EventType.ExecutionResumed;

    public string Reason { get; set; }
}
