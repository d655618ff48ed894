// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core.History;

public class ContinueAsNewEvent : ExecutionCompletedEvent
{
    public ContinueAsNewEvent(int eventId, string input)
        : base(eventId, input, OrchestrationStatus.ContinuedAsNew)
    {
    }

    public override EventType EventType => EventType.ContinueAsNew;
}
