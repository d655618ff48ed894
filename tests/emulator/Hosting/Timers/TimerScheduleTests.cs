using System.Globalization;
using Daoban.Emulator.Hosting.Timers;

namespace Daoban.Emulator.Tests.Hosting.Timers;

public sealed class TimerScheduleTests
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("*/20 * * * * *", "Cron: '0,20,40 * * * * *'", "2026-03-02T01:00:20Z")]
    [InlineData("*/20 * * * *", "Cron: '0,20,40 * * * *'", "2026-03-02T01:20:00Z")]
    [InlineData("0 30 9 * * 1-5", "Cron: '0 30 9 * * 1-5'", "2026-03-02T09:30:00Z")]
    [InlineData("01:30:00", "Constant: 01:30:00", "2026-03-02T02:30:01Z")]
    public void H115_FiveOrSixFieldsOrTimeSpan_AreRead(string text, string shown, string next)
    {
        var schedule = TimerSchedule.Parse(text, TimeZoneInfo.Utc);

        Assert.Equal(shown, schedule.ToString());
        Assert.Equal(At(next), schedule.Next(At("2026-03-02T01:00:01Z")));
    }

    [Theory]
    [InlineData("not a cron")]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    public void H97_BadSchedule_IsRefusedByUpstreamsWords(string text)
    {
        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => TimerSchedule.Parse(text, TimeZoneInfo.Utc));

        Assert.Equal(
            $"The schedule expression '{text}' was not recognized as a valid cron expression or timespan string.",
            error.Message);
    }

    [Theory]
    [InlineData("*/20 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("30 * * * * *", false)]
    [InlineData("*/20 0 * * * *", false)]
    [InlineData("* * * * *", false)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    public void H118_MoreThanOnceAMinute_IsFrequent(string text, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(text, TimeZoneInfo.Utc).IsFrequent(At("2026-03-02T01:00:00Z")));

    [Fact]
    public void H125_Cron_IsLocalTime()
    {
        var schedule = TimerSchedule.Parse("0 0 8 * * *", Shanghai);

        DateTimeOffset next = schedule.Next(At("2026-03-02T01:00:00Z"));

        Assert.Equal(At("2026-03-03T00:00:00Z"), next);
        Assert.Equal(TimeSpan.FromHours(8), next.Offset);
    }

    [Fact]
    public void Cron_NoOccurrenceEver_IsTheEndOfTime()
    {
        var schedule = TimerSchedule.Parse("0 0 0 30 2 *", Shanghai);

        Assert.Equal(DateTimeOffset.MaxValue, schedule.Next(At("2026-03-02T01:00:00Z")));
    }

    [Theory]
    [InlineData("0 30 1 * * *", "2018-11-04T00:59:00-07:00", "2018-11-04T01:30:00-07:00")]
    [InlineData("0 30 1 * * *", "2018-11-04T01:30:00-07:00", "2018-11-05T01:30:00-08:00")]
    [InlineData("0 30 1 * * *", "2018-11-04T01:29:00-08:00", "2018-11-05T01:30:00-08:00")]
    [InlineData("0 */30 * * * *", "2018-11-04T00:30:00-07:00", "2018-11-04T01:00:00-07:00")]
    [InlineData("0 */30 * * * *", "2018-11-04T01:30:00-07:00", "2018-11-04T01:00:00-08:00")]
    [InlineData("0 */30 * * * *", "2018-11-04T01:00:00-08:00", "2018-11-04T01:30:00-08:00")]
    [InlineData("0 */30 * * * *", "2018-11-04T01:30:00-08:00", "2018-11-04T02:00:00-08:00")]
    [InlineData("0 0 12 * * *", "2018-11-03T12:00:00-07:00", "2018-11-04T12:00:00-08:00")]
    public void ClocksGoBack_PointFiresOnceIntervalGoesOn(string text, string after, string expected) =>
        Assert.Equal(At(expected), TimerSchedule.Parse(text, Pacific).Next(At(after)));

    [Fact]
    public void ClocksGoForward_OccurrenceInTheGap_FiresAnHourLater() =>
        Assert.Equal(
            At("2018-03-11T03:30:00-07:00"),
            TimerSchedule.Parse("0 30 2 * * *", Pacific).Next(At("2018-03-11T00:00:00-08:00")));

    [Fact]
    public void Constant_ClocksGoBack_KeepsThePeriod() =>
        Assert.Equal(
            At("2018-11-04T01:30:00-08:00"),
            TimerSchedule.Parse("01:00:00", Pacific).Next(At("2018-11-04T01:30:00-07:00")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
