// Nullable-oblivious upstream, so that callers see the same warnings with either package.
#nullable disable

namespace DurableTask.Core.History;

public class ExecutionStartedEvent : HistoryEvent
{
    public OrchestrationInstance OrchestrationInstance;

    public ExecutionStartedEvent(int eventId, string input)
        : base(eventId)
    {
        Input = input;
    }

    public override EventType EventType => EventType.ExecutionStarted;

    public ParentInstance ParentInstance { get; set; }

    public string Name { get; set; }

    public string Version { get; set; }

    public string Input { get; set; }

    public IDictionary<string, string> Tags { get; set; }

    public string Correlation { get; set; }

    public DateTime? ScheduledStartTime { get; set; }

    public int? Generation { get; set; }
}
