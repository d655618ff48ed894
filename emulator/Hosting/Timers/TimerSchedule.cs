using System.Globalization;
using NCrontab;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>When a timer fires. Schedules are read in the machine's time zone, as the real host does.</summary>
internal abstract class TimerSchedule
{
    /// <summary>Part of what a function is told about its timer.</summary>
    public abstract bool AdjustForDst { get; }

    /// <summary>The first occurrence after an instant; <see cref="DateTimeOffset.MaxValue" /> for none.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after);

    /// <summary>Occurs more than once a minute, so that a stored status would be written all the time.</summary>
    public abstract bool IsFrequent(DateTimeOffset now);

    /// <param name="text">An NCRONTAB expression of 6 fields, or of 5 without seconds, or a time span.</param>
    /// <param name="zone">The time zone of NCRONTAB expressions.</param>
    /// <exception cref="InvalidOperationException">It is neither, or the time span is not positive.</exception>
    public static TimerSchedule Parse(string text, TimeZoneInfo zone)
    {
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 };
        if (CrontabSchedule.TryParse(text, options) is { } cron)
        {
            return new CronTimerSchedule(cron, zone);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan period) && period > TimeSpan.Zero
            ? new ConstantTimerSchedule(period, zone)
            : throw new InvalidOperationException(
                $"The schedule expression '{text}' was not recognized as a valid cron expression or timespan string.");
    }
}
