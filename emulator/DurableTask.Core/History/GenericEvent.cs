// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core.History;

public class GenericEvent : HistoryEvent
{
    public string Data;

    public GenericEvent(int eventId, string data)
        : base(eventId)
    {
        Data = data;
    }

    public override EventType EventType => EventType.GenericEvent;
}
