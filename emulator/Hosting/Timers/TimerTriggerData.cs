using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Puts a timer's firing into the form in which a function and the log see it.</summary>
internal static class TimerTriggerData
{
    /// <param name="trigger">The timer.</param>
    /// <param name="status">What was known before this run.</param>
    /// <param name="occasion">Why it fires.</param>
    /// <param name="start">When.</param>
    public static TriggerData Create(
        TimerTrigger trigger, TimerStatus status, TimerOccasion occasion, DateTimeOffset start)
    {
        string payload = JsonSerializer.Serialize(new
        {
            Schedule = new { AdjustForDST = trigger.Schedule.AdjustForDst },
            ScheduleStatus = trigger.UseMonitor ? status : null,
            IsPastDue = occasion == TimerOccasion.PastDue,
        });
        return new TriggerData(payload)
        {
            // Upstream's own converter reads it whatever serializer the app has chosen.
            Typed = [JsonSerializer.Deserialize<TimerInfo>(payload)!],
            Metadata = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["TimerTrigger"] = payload },
            Reason = $"Timer fired at {Iso(start)}",
            Details = occasion switch
            {
                TimerOccasion.PastDue =>
                    $"UnscheduledInvocationReason: IsPastDue, OriginalSchedule: {Iso(status.Next)}",
                TimerOccasion.Startup => "UnscheduledInvocationReason: RunOnStartup",
                _ => null,
            },
        };
    }

    private static string Iso(DateTimeOffset instant) => instant.ToString("o", CultureInfo.InvariantCulture);
}
