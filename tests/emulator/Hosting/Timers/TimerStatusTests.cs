using Daoban.Emulator.Hosting.Timers;

namespace Daoban.Emulator.Tests.Hosting.Timers;

public sealed class TimerStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 10, 0, TimeSpan.Zero);
    private static readonly TimerSchedule Hourly = TimerSchedule.Parse("0 0 * * * *", TimeZoneInfo.Utc);
    private static readonly TimerSchedule Daily = TimerSchedule.Parse("0 0 0 * * *", TimeZoneInfo.Utc);

    [Fact]
    public void H120_First_PlansTheNextTickAndIsNotPastDue()
    {
        var status = TimerStatus.First(Hourly, Now);

        Assert.Equal(new TimerStatus(default, Now.AddMinutes(50), Now), status);
        Assert.False(status.IsPastDue(Now));
    }

    [Fact]
    public void H120_Resume_SameScheduleNothingMissed_IsUnchanged()
    {
        var stored = TimerStatus.After(Hourly, Now.AddMinutes(-10));

        Assert.Same(stored, stored.Resume(Hourly, Now));
        Assert.False(stored.IsPastDue(Now));
    }

    [Fact]
    public void H120_Resume_SameScheduleMissed_IsPastDue()
    {
        var stored = TimerStatus.After(Hourly, Now.AddHours(-5));

        TimerStatus status = stored.Resume(Hourly, Now);

        Assert.Same(stored, status);
        Assert.True(status.IsPastDue(Now));
    }

    [Fact]
    public void H120_Resume_NeverRunAndMissed_IsPastDue() =>
        Assert.True(TimerStatus.First(Hourly, Now.AddHours(-3)).Resume(Hourly, Now).IsPastDue(Now));

    [Fact]
    public void H120_Resume_OtherScheduleMissedMeanwhile_StartsAnew()
    {
        var stored = TimerStatus.After(Daily, Now.AddDays(-3));

        TimerStatus status = stored.Resume(Hourly, Now);

        Assert.Equal(TimerStatus.First(Hourly, Now), status);
        Assert.False(status.IsPastDue(Now));
    }

    [Fact]
    public void H120_Resume_OtherScheduleStillToCome_IsPlannedFromTheLastRun()
    {
        DateTimeOffset last = Now.AddMinutes(-5);
        var stored = TimerStatus.After(Daily, last);

        TimerStatus status = stored.Resume(Hourly, Now);

        Assert.Equal(new TimerStatus(default, Now.AddMinutes(50), last), status);
    }
}
