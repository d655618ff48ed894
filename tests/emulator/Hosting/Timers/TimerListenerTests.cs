using System.Text.Json;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Daoban.Emulator.Hosting;
using Daoban.Emulator.Hosting.Timers;
using Daoban.TestKit;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Tests.Hosting.Timers;

public sealed class TimerListenerTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static string Status(string last, string next, string updated) =>
        $$"""{"Last":"{{last}}+00:00","Next":"{{next}}+00:00","LastUpdated":"{{updated}}+00:00"}""";

    [Fact]
    public async Task H115_Cron_FiresAtItsTimes()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("0 */5 * * * *");

        await bench.AdvanceAsync(5 * Minute);
        await bench.AdvanceAsync(5 * Minute);

        Assert.Equal(
            ["Timer fired at 2026-03-02T01:05:00.0000000+00:00", "Timer fired at 2026-03-02T01:10:00.0000000+00:00"],
            bench.Calls.Select(call => call.Reason));
        Assert.All(bench.Calls, call => Assert.Null(call.Details));
    }

    [Fact]
    public async Task H116_TimeSpan_FirstRunsOnePeriodAfterStartThenByInvocationStart()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("00:10:00", (_, _) =>
        {
            bench.Clock.Advance(3 * Minute);
            return Task.CompletedTask;
        });

        bench.Clock.Advance(9 * Minute);
        Assert.Empty(bench.Calls);
        await bench.AdvanceAsync(Minute);
        Assert.Single(bench.Calls);
        await bench.AdvanceAsync(7 * Minute);

        Assert.Equal("Timer fired at 2026-03-02T01:20:00.0000000+00:00", bench.Calls[1].Reason);
    }

    [Fact]
    public async Task H117_LongCall_DoesNotOverlapAndMissedTicksGiveOneRun()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        var first = new TaskCompletionSource();
        int running = 0;
        int most = 0;
        await bench.StartAsync("0 * * * * *", async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await first.Task;
            Interlocked.Decrement(ref running);
        });

        bench.Clock.Advance(Minute);
        await bench.CallsAsync(1);
        bench.Clock.Advance(4.5 * Minute);
        int timers = bench.Clock.Timers;
        first.SetResult();
        await bench.Clock.TimersAsync(timers + 1);

        Assert.Equal(2, bench.Calls.Count);
        Assert.Equal(1, most);
        Assert.False(TimerBench.IsPastDue(bench.Calls[1]));
        await bench.AdvanceAsync(0.5 * Minute);
        Assert.Equal("Timer fired at 2026-03-02T01:06:00.0000000+00:00", bench.Calls[2].Reason);
    }

    [Fact]
    public async Task H118_SubMinuteSchedule_HasNoStatusAndNoBlob()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("*/20 * * * * *");

        await bench.AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(JsonValueKind.Null, TimerBench.Payload(bench.Calls[0]).GetProperty("ScheduleStatus").ValueKind);
        Assert.False(await bench.Status.ExistsAsync());
    }

    [Fact]
    public async Task UseMonitorFalse_MissedRun_IsNotMadeUpFor()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StopAsync(await bench.StartAsync("0 */5 * * * *", useMonitor: false));
        bench.Clock.Advance(60 * Minute);

        await bench.StartAsync("0 */5 * * * *", useMonitor: false);

        Assert.Empty(bench.Calls);
        Assert.False(await bench.Status.ExistsAsync());
    }

    [Fact]
    public async Task H119_Monitor_BlobHasTheHostsPathAndJson()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("0 * * * * *");
        Assert.Equal(
            Status("0001-01-01T00:00:00", next: "2026-03-02T01:01:00", updated: "2026-03-02T01:00:00"),
            (await bench.Status.DownloadContentAsync()).Value.Content.ToString());

        await bench.AdvanceAsync(Minute);

        Assert.Equal(
            Status("2026-03-02T01:01:00", next: "2026-03-02T01:02:00", updated: "2026-03-02T01:01:00"),
            (await bench.Status.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task H120_FirstStart_IsNotPastDue()
    {
        await using TimerBench bench = new(azurite.ConnectionString);

        await bench.StartAsync("0 */5 * * * *");

        Assert.Empty(bench.Calls);
        await bench.AdvanceAsync(5 * Minute);
        Assert.False(TimerBench.IsPastDue(Assert.Single(bench.Calls)));
    }

    [Fact]
    public async Task H120_RestartAfterMissedRuns_RunsOncePastDueWithTheOldStatus()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        TimerListener before = await bench.StartAsync("0 */5 * * * *");
        await bench.AdvanceAsync(5 * Minute);
        await bench.StopAsync(before);
        bench.Clock.Advance(17 * Minute);

        await bench.StartAsync("0 */5 * * * *");

        Assert.Equal(2, bench.Calls.Count);
        TriggerData made = bench.Calls[1];
        Assert.True(TimerBench.IsPastDue(made));
        JsonElement status = TimerBench.Payload(made).GetProperty("ScheduleStatus");
        Assert.Equal("2026-03-02T01:05:00+00:00", status.GetProperty("Last").GetString());
        Assert.Equal("2026-03-02T01:10:00+00:00", status.GetProperty("Next").GetString());
        Assert.Equal(
            "UnscheduledInvocationReason: IsPastDue, OriginalSchedule: 2026-03-02T01:10:00.0000000+00:00",
            made.Details);
        Assert.Equal("2026-03-02T01:25:00+00:00", (await bench.StatusAsync()).GetProperty("Next").GetString());
    }

    [Fact]
    public async Task H120_RestartWithOtherSchedule_IsNotPastDue()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StopAsync(await bench.StartAsync("0 */5 * * * *"));
        bench.Clock.Advance(17 * Minute);

        await bench.StartAsync("0 */10 * * * *");

        Assert.Empty(bench.Calls);
        Assert.Equal("2026-03-02T01:20:00+00:00", (await bench.StatusAsync()).GetProperty("Next").GetString());
    }

    [Fact]
    public async Task H120_PastDueAndRunOnStartup_IsOneRun()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StopAsync(await bench.StartAsync("0 */5 * * * *"));
        bench.Clock.Advance(17 * Minute);

        await bench.StartAsync("0 */5 * * * *", runOnStartup: true);

        Assert.True(TimerBench.IsPastDue(Assert.Single(bench.Calls)));
    }

    [Fact]
    public async Task H121_RunOnStartup_RunsAtOnceWithDefaultLast()
    {
        await using TimerBench bench = new(azurite.ConnectionString);

        await bench.StartAsync("0 */5 * * * *", runOnStartup: true);

        TriggerData call = Assert.Single(bench.Calls);
        Assert.False(TimerBench.IsPastDue(call));
        JsonElement status = TimerBench.Payload(call).GetProperty("ScheduleStatus");
        Assert.Equal("0001-01-01T00:00:00+00:00", status.GetProperty("Last").GetString());
        Assert.Equal("2026-03-02T01:05:00+00:00", status.GetProperty("Next").GetString());
        Assert.Equal("UnscheduledInvocationReason: RunOnStartup", call.Details);
    }

    [Fact]
    public async Task H122_Failure_CountsAsRunAndIsNotRetried()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("0 */5 * * * *", (_, _) => throw new InvalidOperationException("no"));

        await bench.AdvanceAsync(5 * Minute);

        Assert.Single(bench.Calls);
        Assert.Equal("2026-03-02T01:05:00+00:00", (await bench.StatusAsync()).GetProperty("Last").GetString());
        await bench.AdvanceAsync(5 * Minute);
        Assert.Equal(2, bench.Calls.Count);
    }

    [Fact]
    public async Task H123_Payload_IsTheHostsJson()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StartAsync("0 */5 * * * *");

        await bench.AdvanceAsync(5 * Minute);

        Assert.Equal(
            """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":"""
                + Status("0001-01-01T00:00:00", next: "2026-03-02T01:05:00", updated: "2026-03-02T01:00:00")
                + ""","IsPastDue":false}""",
            bench.Calls[0].Input);
        Assert.Equal(bench.Calls[0].Input, bench.Calls[0].Metadata["timerTrigger"]);
    }

    [Fact]
    public async Task H126_Start_LogsTheNextFiveOccurrences()
    {
        await using TimerBench bench = new(azurite.ConnectionString);

        await bench.StartAsync("0 */20 * * * *");

        // A machine that stalls loses the lock, and then there are more lines.
        (LogLevel level, string message) = bench.Log.Lines.First();
        Assert.Equal(LogLevel.Information, level);
        Assert.Equal(
            """
            The next 5 occurrences of the 'Sweep' schedule (Cron: '0 0,20,40 * * * *') will be:
            03/02/2026 01:20:00Z
            03/02/2026 01:40:00Z
            03/02/2026 02:00:00Z
            03/02/2026 02:20:00Z
            03/02/2026 02:40:00Z
            """.ReplaceLineEndings(),
            message.ReplaceLineEndings());
    }

    [Fact]
    public async Task H141_Stop_WaitsForTheCallUnderWayAndStoresIt()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        var finish = new TaskCompletionSource();
        TimerListener listener = await bench.StartAsync("0 */5 * * * *", (_, _) => finish.Task);
        bench.Clock.Advance(5 * Minute);
        await bench.CallsAsync(1);

        Task stop = bench.StopAsync(listener);
        Assert.False(stop.IsCompleted);
        finish.SetResult();
        await stop;

        // Usually so at once; but the release is given up after 3 s, and the bench's patience ends after 10.
        await Eventually.HoldsAsync(async () => (await bench.StatusAsync()).GetProperty("Last").GetString()
            == "2026-03-02T01:05:00+00:00");
        await Eventually.HoldsAsync(async () => (await bench.Lock.GetPropertiesAsync()).Value.LeaseState
            is LeaseState.Available or LeaseState.Expired);
    }

    [Fact]
    public async Task H101_StorageUnreachable_StartsAndRecovers()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using TimerBench bench = new(proxy.ConnectionString);
        proxy.BeforeForward = _ => Task.FromResult(ProxyAction.Fail(403, "AuthorizationFailure"));

        await bench.StartAsync("0 */5 * * * *", waits: false);
        await Eventually.HoldsAsync(() => bench.Log.Lines.Count > 0);
        Assert.Contains("AuthorizationFailure", bench.Log.Lines.First().Message, StringComparison.Ordinal);
        proxy.BeforeForward = null;

        await bench.Clock.TimersAsync(1);
        await bench.AdvanceAsync(5 * Minute);
        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task StatusFailsUnexpectedly_ListenerStartsAnew()
    {
        var policy = new BrokenPolicy { Breaks = IsStatus };
        await using TimerBench bench = new(azurite.ConnectionString, policy);

        await bench.StartAsync("0 */5 * * * *");
        Assert.Contains(
            (LogLevel.Error, "The listener of timer 'Sweep' failed; it starts anew"), bench.Log.Lines);
        policy.Breaks = null;
        await bench.AdvanceAsync(TimeSpan.FromSeconds(5));
        policy.Breaks = IsStatus;
        await bench.AdvanceAsync(5 * Minute);

        // Unlike a status that cannot be read, one that cannot be stored does not stop the schedule.
        Assert.Single(bench.Calls);
        Assert.Single(bench.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task StatusNotStored_ScheduleGoesOn()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        await using TimerBench bench = new(proxy.ConnectionString);
        await bench.StartAsync("0 */5 * * * *");
        proxy.BeforeForward = exchange => Task.FromResult(
            exchange.Method == "PUT" && exchange.Path.EndsWith("/status", StringComparison.Ordinal)
                ? ProxyAction.Fail(403, "AuthorizationFailure")
                : ProxyAction.Pass);

        await bench.AdvanceAsync(5 * Minute);
        await bench.AdvanceAsync(5 * Minute);

        Assert.Equal(2, bench.Calls.Count);
        Assert.Contains(bench.Log.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task StatusUnreadable_StartsAnew()
    {
        await using TimerBench bench = new(azurite.ConnectionString);
        await bench.StopAsync(await bench.StartAsync("0 */5 * * * *"));
        await bench.Status.UploadAsync(new BinaryData("{"), overwrite: true);

        await bench.StartAsync("0 */5 * * * *");

        Assert.Equal("2026-03-02T01:05:00+00:00", (await bench.StatusAsync()).GetProperty("Next").GetString());
    }

    private static bool IsStatus(Request request) =>
        request.Uri.Path.EndsWith("/status", StringComparison.Ordinal);
}
