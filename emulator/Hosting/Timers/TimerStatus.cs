namespace Daoban.Emulator.Hosting.Timers;

/// <summary>What is remembered of a timer between its runs; stored as JSON for monitored ones.</summary>
/// <param name="Last">Start of the last run; <see langword="default" /> when there was none on this schedule.</param>
/// <param name="Next">The planned next run.</param>
/// <param name="LastUpdated">The instant from which <paramref name="Next" /> was reckoned.</param>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
{
    /// <summary>A timer that has never run.</summary>
    public static TimerStatus First(TimerSchedule schedule, DateTimeOffset now) =>
        new(default, schedule.Next(now), now);

    /// <summary>After a run, successful or not, that started at <paramref name="start" />.</summary>
    public static TimerStatus After(TimerSchedule schedule, DateTimeOffset start) =>
        new(start, schedule.Next(start), start);

    /// <summary>
    /// Goes on from a stored status. A stored plan that the schedule would not give was made by another schedule: it
    /// starts anew then, and what the old one missed does not count.
    /// </summary>
    public TimerStatus Resume(TimerSchedule schedule, DateTimeOffset now)
    {
        DateTimeOffset basis = Last != default ? Last : LastUpdated != default ? LastUpdated : now;
        DateTimeOffset expected = schedule.Next(basis);
        return Next == expected ? this
            : expected < now ? First(schedule, now)
            : new TimerStatus(default, expected, basis);
    }

    /// <summary>A planned run was missed.</summary>
    public bool IsPastDue(DateTimeOffset now) => now > Next;
}
