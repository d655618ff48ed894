using NCrontab;

namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Fires by an NCRONTAB expression.</summary>
/// <remarks>
/// Where clocks go back, a schedule of points in time ("daily at 1:30") fires once, the first time round, and one of
/// intervals ("every 30 minutes") keeps its interval through both. Where clocks go forward, an occurrence inside the
/// gap fires that much later.
/// </remarks>
internal sealed class CronTimerSchedule : TimerSchedule
{
    private readonly CrontabSchedule cron;
    private readonly TimeZoneInfo zone;
    private readonly bool isInterval;

    public CronTimerSchedule(CrontabSchedule cron, TimeZoneInfo zone)
    {
        this.cron = cron;
        this.zone = zone;
        string[] fields = Fields(cron);
        isInterval = fields.Take(fields.Length - 3).Any(field => field.AsSpan().ContainsAny('*', '/', '-'));
    }

    public override bool AdjustForDst => true;

    public override DateTimeOffset Next(DateTimeOffset after)
    {
        DateTimeOffset from = TimeZoneInfo.ConvertTime(after, zone);
        DateTime wall = cron.GetNextOccurrence(from.DateTime);
        if (wall == DateTime.MaxValue)
        {
            return DateTimeOffset.MaxValue;
        }

        DateTimeOffset next = At(wall);
        bool ambiguous = zone.IsAmbiguousTime(wall);
        if (next.Offset == from.Offset || (!ambiguous && !zone.IsAmbiguousTime(from.DateTime)))
        {
            // A point in time that comes round a second time has had its turn.
            return ambiguous && !isInterval ? At(AfterAmbiguity(wall)) : next;
        }

        // Ambiguous wall times are read as the second round; the occurrence meant lies in the first.
        return isInterval || ambiguous ? TimeZoneInfo.ConvertTime(next + (next.Offset - from.Offset), zone) : next;
    }

    public override bool IsFrequent(DateTimeOffset now)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        return Fields(cron).Skip(1).All(field => field == "*")
            && cron.GetNextOccurrences(wall, wall.AddMinutes(1)).Skip(1).Any();
    }

    public override string ToString() => $"Cron: '{cron}'";

    private static string[] Fields(CrontabSchedule cron) =>
        cron.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private DateTime AfterAmbiguity(DateTime wall)
    {
        while (zone.IsAmbiguousTime(wall))
        {
            wall = cron.GetNextOccurrence(wall);
        }

        return wall;
    }

    /// <summary>A wall time inside a gap has the offset of before, so that it moves behind the gap.</summary>
    private DateTimeOffset At(DateTime wall) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, zone.GetUtcOffset(wall)), zone);
}
