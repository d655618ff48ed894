namespace Daoban.Emulator.Hosting.Timers;

/// <summary>One function's timer as declared.</summary>
/// <param name="FunctionName">The function.</param>
/// <param name="Schedule">When it fires.</param>
/// <param name="UseMonitor">Remembers runs in storage, so that one missed while no host ran is made up for.</param>
/// <param name="RunOnStartup">Fires once more whenever the host starts.</param>
internal sealed record TimerTrigger(string FunctionName, TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup)
{
    /// <summary>Reads a schedule; one of several times a minute is not monitored, as in the real host.</summary>
    /// <exception cref="InvalidOperationException">The schedule cannot be read.</exception>
    public static TimerTrigger Read(
        string functionName, string schedule, bool useMonitor, bool runOnStartup, TimeProvider clock)
    {
        var parsed = TimerSchedule.Parse(schedule, clock.LocalTimeZone);
        return new TimerTrigger(
            functionName, parsed, useMonitor && !parsed.IsFrequent(clock.GetUtcNow()), runOnStartup);
    }
}
