using System.Collections.Frozen;

namespace Daoban.Workflows.Calendar;

/// <summary>
/// Working days by the State Council's yearly holiday notices. Immutable and thread-safe. Orchestrators never ask it:
/// the answer of today's data file is not the answer at replay; an activity computes the deadline (rules R8.9).
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenSet<DateOnly> off;
    private readonly FrozenSet<DateOnly> work;
    private readonly FrozenSet<int> years;

    /// <param name="years">The years whose notice is published.</param>
    /// <param name="off">Days off, of all years together: a year's notice may name days of the December before.</param>
    /// <param name="work">
    /// Weekend days that are worked, of all years together; they win over <paramref name="off"/>.
    /// </param>
    public WorkingCalendar(IEnumerable<int> years, IEnumerable<DateOnly> off, IEnumerable<DateOnly> work)
    {
        this.years = years.ToFrozenSet();
        this.off = off.ToFrozenSet();
        this.work = work.ToFrozenSet();
    }

    /// <summary>True when the year's notice is loaded; otherwise Monday to Friday are taken for working days.</summary>
    public bool Covers(int year) => years.Contains(year);

    /// <summary>Listed as worked, or neither listed as off nor a Saturday or Sunday (rules R8.2).</summary>
    public bool IsWorkingDay(DateOnly day) =>
        work.Contains(day)
        || (!off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    public DateOnly RollForward(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>
    /// The end of a limit. Seconds to hours run on the clock. Day one of days and working days is the day after
    /// <paramref name="from"/> in China, and the limit ends at 24:00 there (Civil Code 201, 203).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The amount is outside 0 to <see cref="Duration.MaximumAmount"/>.
    /// </exception>
    public Deadline After(DateTimeOffset from, Duration duration)
    {
        ArgumentNullException.ThrowIfNull(duration);
        ArgumentOutOfRangeException.ThrowIfNegative(duration.Amount, nameof(duration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration.Amount, Duration.MaximumAmount, nameof(duration));

        if (duration.IsClockTime)
        {
            return new Deadline((from + duration.ToTimeSpan()).ToUniversalTime(), IsProvisional: false);
        }

        DateOnly start = ChinaTime.DateOf(from);
        DateOnly due = duration.Unit is DurationUnit.Days
            ? RollForward(start.AddDays(duration.Amount))
            : AddWorkingDays(start, duration.Amount);
        bool provisional = Enumerable.Range(start.Year, due.Year - start.Year + 1).Any(year => !Covers(year));
        return new Deadline(ChinaTime.EndOf(due), provisional);
    }

    private DateOnly AddWorkingDays(DateOnly day, int count)
    {
        for (int counted = 0; counted < count; counted++)
        {
            day = RollForward(day.AddDays(1));
        }

        return day;
    }
}
