using System.Collections.Concurrent;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Daoban.Emulator.Hosting.Timers;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Timers;

/// <summary>Timers of several processes: one fires, and another when that one is gone or has lost its lock.</summary>
public sealed class TimerLockTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task H124_TwoListeners_OneFiresAndTheOtherTakesOver()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        TimerListener first = await bench.StartAsync("0 */5 * * * *");
        Assert.Equal(LeaseState.Leased, (await bench.Lock.GetPropertiesAsync()).Value.LeaseState);
        await bench.StartAsync("0 */5 * * * *", waits: false);

        await bench.AdvanceAsync(5 * Minute);
        Assert.Single(bench.Calls);
        int timers = bench.Clock.Timers;
        await bench.StopAsync(first);
        await bench.Clock.TimersAsync(timers + 1);
        await bench.AdvanceAsync(5 * Minute);

        Assert.Equal(2, bench.Calls.Count);
        Assert.False(TimerBench.IsPastDue(bench.Calls[1]));
    }

    [Fact]
    public async Task H124_LockLost_FiresOnlyWhenItIsBack()
    {
        var refused = new ConcurrentQueue<string>();
        var options = new StorageProxyOptions
        {
            Completed = exchange =>
            {
                if (exchange.Status == 409
                    && exchange.RequestHeaders.TryGetValue("x-ms-proposed-lease-id", out string? proposed))
                {
                    refused.Enqueue(proposed);
                }
            },
        };
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString, options);
        await using TimerBench bench = new(proxy.ConnectionString);
        await bench.StartAsync("0 */5 * * * *", runOnStartup: true);
        Assert.Single(bench.Calls);
        BlobLeaseClient other = await bench.TakeLockAwayAsync();
        // The bench's own requests may be refused on the way, too.
        await Eventually.HoldsAsync(() => refused.Any(id => id != other.LeaseId));

        bench.Clock.Advance(6 * Minute);
        await other.ReleaseAsync();
        await bench.CallsAsync(2);

        // Had it fired without its lock, the run would have been in time.
        Assert.True(TimerBench.IsPastDue(bench.Calls[1]));
    }

    [Fact]
    public async Task H121_LockLostAndBack_IsNoSecondStartup()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("0 */5 * * * *", runOnStartup: true);
        int timers = bench.Clock.Timers;

        await (await bench.TakeLockAwayAsync()).ReleaseAsync();
        await bench.Clock.TimersAsync(timers + 1);

        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task LockLostDuringTheCall_StatusIsLeftToTheNextOwner()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        var finish = new TaskCompletionSource();
        TimerListener listener = await bench.StartAsync("0 */5 * * * *", (_, _) => finish.Task);
        bench.Clock.Advance(5 * Minute);
        await bench.CallsAsync(1);
        await bench.TakeLockAwayAsync();
        await bench.Status.UploadAsync(new BinaryData("another's"), overwrite: true);

        finish.SetResult();
        await bench.StopAsync(listener);

        Assert.Equal("another's", (await bench.Status.DownloadContentAsync()).Value.Content.ToString());
    }
}
