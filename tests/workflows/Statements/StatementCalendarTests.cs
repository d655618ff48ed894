using System.Globalization;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Statements;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Statements;

/// <summary>Around the National Day of 2026, whose calendar is published.</summary>
public sealed class StatementCalendarTests
{
    private static readonly WorkingCalendar Working = WorkingCalendarFile.Load(WorkingCalendarFile.DefaultPath);

    [Theory]
    // A Wednesday; the next working day is the Thursday, 12:00 in China.
    [InlineData("2026-11-25", "2026-11-26T04:00:00Z")]
    // Friday, Saturday and Sunday come due on the Monday.
    [InlineData("2026-11-20", "2026-11-23T04:00:00Z")]
    [InlineData("2026-11-21", "2026-11-23T04:00:00Z")]
    [InlineData("2026-11-22", "2026-11-23T04:00:00Z")]
    // 1 to 7 October are off.
    [InlineData("2026-09-30", "2026-10-08T04:00:00Z")]
    public void CutOff_Day_IsOnTheFirstWorkingDayAfterIt(string day, string cutOff) =>
        Assert.Equal(At(cutOff), Calendar(new BankOptions()).CutOffOf(Days.Exact(day)));

    [Theory]
    [InlineData("2026-11-26T01:29:59Z", false)]
    [InlineData("2026-11-26T01:30:00Z", true)]
    [InlineData("2026-11-26T15:59:59Z", true)]
    [InlineData("2026-11-26T16:00:00Z", false)]
    // A Saturday, and a holiday in the week.
    [InlineData("2026-11-21T04:00:00Z", false)]
    [InlineData("2026-10-01T04:00:00Z", false)]
    public void IsTimeToAsk_Instant_IsOnWorkingDaysFromHalfPastNine(string instant, bool expected) =>
        Assert.Equal(expected, Calendar(new BankOptions()).IsTimeToAsk(At(instant)));

    [Fact]
    public void Settings_OtherTimes_Hold()
    {
        StatementCalendar calendar = Calendar(new BankOptions
        {
            StatementAskAt = TimeSpan.FromHours(7),
            StatementCutOff = TimeSpan.FromHours(15),
        });

        Assert.True(calendar.IsTimeToAsk(At("2026-11-25T23:00:00Z")));
        Assert.Equal(At("2026-11-26T07:00:00Z"), calendar.CutOffOf(new DateOnly(2026, 11, 25)));
    }

    private static StatementCalendar Calendar(BankOptions options) => new(Working, Options.Create(options));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
