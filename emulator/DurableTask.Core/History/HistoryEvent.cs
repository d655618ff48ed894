namespace DurableTask.Core.History;

/// <summary>One event of an orchestration's history. Its meaning depends on <see cref="EventType"/>.</summary>
public abstract class HistoryEvent
{
    internal HistoryEvent(int eventId)
    {
        EventId = eventId;
        Timestamp = DateTime.UtcNow;
    }

    public int EventId { get; internal set; }

    public bool IsPlayed { get; set; }

    /// <summary>UTC. Received events keep their sender's time, so a history is not monotonic.</summary>
    public DateTime Timestamp { get; set; }

    public virtual EventType EventType { get; }

    /// <summary>Blob that holds this event's payload when it is too large for a row; null when it is inline.</summary>
    internal string? PayloadBlob { get; set; }

    /// <summary>
    /// W3C context of its span: the one that started an execution, or the one that waits for what was scheduled.
    /// Null without tracing.
    /// </summary>
    internal string? TraceParent { get; set; }
}
