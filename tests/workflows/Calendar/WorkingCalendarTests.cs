using System.Globalization;
using Daoban.Workflows.Calendar;

namespace Daoban.Workflows.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendarFile.Load(WorkingCalendarFile.DefaultPath);

    public static IEnumerable<TheoryDataRow<string, int, string>> WorkingDays => Vectors.List("working_days")
        .Select(row => new TheoryDataRow<string, int, string>(
            row.GetProperty("accepted").GetString()!,
            row.GetProperty("n").GetInt32(),
            row.GetProperty("due").GetString()!));

    public static IEnumerable<TheoryDataRow<string[]>> Rolls => Vectors.Rows("calendar_roll");

    [Theory]
    [MemberData(nameof(WorkingDays))]
    public void After_WorkingDays_EndsAtMidnightOfTheDueDay(string accepted, int count, string due)
    {
        Deadline deadline = Calendar.After(Noon(accepted), new Duration(count, DurationUnit.WorkingDays));

        Assert.Equal(EndOf(due), deadline.At);
        Assert.Equal(TimeSpan.Zero, deadline.At.Offset);
        Assert.False(deadline.IsProvisional);
    }

    [Theory]
    [MemberData(nameof(Rolls))]
    public void RollForward_Vector_IsTheNextWorkedDay(string[] row) =>
        Assert.Equal(Day(row[1]), Calendar.RollForward(Day(row[0])));

    [Fact]
    public void IsWorkingDay_In2026_HasTheCountOfTheNotice() =>
        Assert.Equal(Vectors.Number("count_workdays_2026"), DaysOf(2026).Count(Calendar.IsWorkingDay));

    [Fact]
    public void IsWorkingDay_LastDayOf2022_IsOffByTheNoticeOf2023() =>
        Assert.False(Calendar.IsWorkingDay(new DateOnly(2022, 12, 31)));

    [Fact]
    public void After_CalendarDaysEndingInAHoliday_RollToTheNextWorkedDay()
    {
        // Ten days after 23 September are 3 October, inside the National Day holiday.
        Deadline deadline = Calendar.After(Noon("2026-09-23"), new Duration(10, DurationUnit.Days));

        Assert.Equal(EndOf("2026-10-08"), deadline.At);
        Assert.False(deadline.IsProvisional);
    }

    [Fact]
    public void After_LateEveningInUtc_CountsFromTheChineseDate()
    {
        // 17:00 UTC on Sunday is 01:00 on Monday in China: day one is Tuesday.
        Deadline deadline = Calendar.After(
            new DateTimeOffset(2026, 7, 12, 17, 0, 0, TimeSpan.Zero), new Duration(1, DurationUnit.WorkingDays));

        Assert.Equal(EndOf("2026-07-14"), deadline.At);
    }

    [Fact]
    public void After_AcceptedOnAWeekend_DayOneIsTheNextWorkedDay() =>
        Assert.Equal(
            EndOf("2026-07-20"), Calendar.After(Noon("2026-07-18"), new Duration(1, DurationUnit.WorkingDays)).At);

    [Theory]
    [InlineData(DurationUnit.Days)]
    [InlineData(DurationUnit.WorkingDays)]
    public void After_ZeroDays_EndsWithTheDay(DurationUnit unit) =>
        Assert.Equal(EndOf("2026-07-15"), Calendar.After(Noon("2026-07-15"), new Duration(0, unit)).At);

    [Theory]
    [InlineData(30, DurationUnit.Seconds, 30)]
    [InlineData(5, DurationUnit.Minutes, 300)]
    [InlineData(4, DurationUnit.Hours, 14_400)]
    public void After_ClockTime_RunsThroughHolidaysAndIsNeverProvisional(int amount, DurationUnit unit, int seconds)
    {
        DateTimeOffset from = Noon("2030-10-01");

        Deadline deadline = Calendar.After(from, new Duration(amount, unit));

        Assert.Equal(from.AddSeconds(seconds), deadline.At);
        Assert.Equal(TimeSpan.Zero, deadline.At.Offset);
        Assert.False(deadline.IsProvisional);
    }

    [Theory]
    [InlineData("2026-12-28", 3, "2026-12-31", false)]
    [InlineData("2026-12-28", 4, "2027-01-01", true)]
    [InlineData("2027-03-01", 5, "2027-03-08", true)]
    public void After_YearWithoutNotice_IsProvisional(string accepted, int count, string due, bool isProvisional)
    {
        Deadline deadline = Calendar.After(Noon(accepted), new Duration(count, DurationUnit.WorkingDays));

        Assert.Equal(new Deadline(EndOf(due), isProvisional), deadline);
    }

    [Fact]
    public void After_CalendarDaysIntoAYearWithoutNotice_IsProvisional() =>
        Assert.True(Calendar.After(Noon("2026-12-10"), new Duration(30, DurationUnit.Days)).IsProvisional);

    [Fact]
    public void Covers_LoadedFile_Has2022To2026AndNotThePlaceholderOf2027() =>
        Assert.Equal([2022, 2023, 2024, 2025, 2026], Enumerable.Range(2020, 10).Where(Calendar.Covers));

    [Theory]
    [InlineData(-1)]
    [InlineData(Duration.MaximumAmount + 1)]
    public void After_AmountOutOfRange_IsRefused(int amount) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Calendar.After(Noon("2026-07-15"), new Duration(amount, DurationUnit.Days)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.FromHours(8));

    private static DateTimeOffset EndOf(string day) =>
        new(Day(day).AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8));

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
}
