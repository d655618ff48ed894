using Daoban.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>A clock that tells when code under test has begun to wait, so that no test advances it too early.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private int timers;

    public WatchedClock()
        : base(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)) => SetLocalTimeZone(TimeZoneInfo.Utc);

    /// <summary>Timers created since the clock began.</summary>
    public int Timers => Volatile.Read(ref timers);

    /// <summary>Returns once that many timers have been created since the clock began.</summary>
    public Task TimersAsync(int count) => Eventually.HoldsAsync(() => Timers >= count);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref timers);
        return timer;
    }
}
