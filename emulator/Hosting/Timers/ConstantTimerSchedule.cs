namespace Daoban.Emulator.Hosting.Timers;

/// <summary>Fires one period after each start, whatever the wall clock says.</summary>
internal sealed class ConstantTimerSchedule(TimeSpan period, TimeZoneInfo zone) : TimerSchedule
{
    public override bool AdjustForDst => false;

    public override DateTimeOffset Next(DateTimeOffset after) => TimeZoneInfo.ConvertTime(after + period, zone);

    public override bool IsFrequent(DateTimeOffset now) => period < TimeSpan.FromMinutes(1);

    public override string ToString() => $"Constant: {period}";
}
