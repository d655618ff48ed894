namespace Microsoft.Azure.Functions.Worker;

/// <summary>The stored state of a timer's schedule.</summary>
public class ScheduleStatus
{
    /// <summary>Start of the last run; the default date before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>Expected next run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
