using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="schedule">
    /// NCRONTAB of five or six fields, or a <see cref="TimeSpan"/>; <c>%Setting%</c> is resolved.
    /// </param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    public string Schedule { get; private set; }

    /// <summary>Keep the last run in storage; off for schedules under one minute whatever it says.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>Run once when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
