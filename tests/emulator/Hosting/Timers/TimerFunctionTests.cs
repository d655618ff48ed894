using System.Collections.Concurrent;
using Azure.Storage.Blobs.Models;
using Daoban.Emulator.Hosting.Discovery;
using Daoban.Emulator.Storage;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Hosting.Timers;

/// <summary>Timer triggers through the whole host: settings, binding, pipeline and log.</summary>
public sealed class TimerFunctionTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Seen seen = new();
    private readonly string hostId = $"h{Guid.NewGuid():N}";

    [Fact]
    public async Task H121_TimerInfo_IsBound()
    {
        await using TestApp app = await StartAsync([typeof(InfoFunction)]);
        await Eventually.HoldsAsync(() => seen.Values.Count == 1);

        TimerInfo timer = Assert.IsType<TimerInfo>(seen.Values.Single());
        Assert.False(timer.IsPastDue);
        Assert.Equal(default, timer.ScheduleStatus!.Last.ToUniversalTime());
        Assert.True(timer.ScheduleStatus.Next.ToUniversalTime() > DateTime.UtcNow);
    }

    [Theory]
    [InlineData(typeof(TextFunction))]
    [InlineData(typeof(ObjectFunction))]
    public async Task H123_TextOrObject_IsTheJson(Type function)
    {
        await using TestApp app = await StartAsync([function]);
        await Eventually.HoldsAsync(() => seen.Values.Count == 1);

        Assert.StartsWith(
            """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00""",
            Assert.IsType<string>(seen.Values.Single()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task H119_H124_Blobs_HaveTheHostsNames()
    {
        await using TestApp app = await StartAsync([typeof(InfoFunction)]);
        await Eventually.HoldsAsync(() => seen.Values.Count == 1);
        await app.StopAsync();

        List<string> names = await new StorageClients(azurite.ConnectionString).Blobs
            .GetBlobContainerClient("azure-webjobs-hosts")
            .GetBlobsAsync(new GetBlobsOptions())
            .Select(blob => blob.Name)
            .Where(name => name.Contains(hostId))
            .ToListAsync();
        Assert.Contains($"timers/{hostId}/Host.Functions.Info/status", names);
        Assert.Contains($"locks/{hostId}/Host.Functions.Info.Listener", names);
    }

    [Fact]
    public async Task H79_Invocation_IsLoggedWithItsReason()
    {
        await using TestApp app = await StartAsync([typeof(InfoFunction)]);
        await Eventually.HoldsAsync(() => seen.Values.Count == 1);
        await app.StopAsync();

        Assert.Contains(app.Log.All, line => line.StartsWith(
            "Information Function.Info: Executing 'Functions.Info' (Reason='Timer fired at 20",
            StringComparison.Ordinal));
        Assert.Contains(app.Log.All, line => line.StartsWith(
            "Information Host.Triggers.Timer: The next 5 occurrences of the 'Info' schedule (Cron: '0 0 0 1 1 *')",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task H127_WhileRequestsDrain_TimersStillFire()
    {
        var drain = new Drain();
        await using TestApp app = await StartAsync([typeof(DrainFunctions)], drain);
        Task<HttpResponseMessage> request = app.Client.GetAsync("/api/Slow");
        await drain.Entered.Task.WaitAsync(Deadline);

        Task stop = app.StopAsync();
        int before = seen.Values.Count;
        await Eventually.HoldsAsync(() => seen.Values.Count > before + 1);
        Assert.False(stop.IsCompleted);
        drain.Release.SetResult();
        await stop.WaitAsync(Deadline);
        await request;
    }

    [Fact]
    public async Task H97_BadSchedule_IsNamedAtTheStart()
    {
        FunctionsStartException error =
            await Assert.ThrowsAsync<FunctionsStartException>(() => StartAsync([typeof(BadFunction)]));

        Assert.Contains("'Bad'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'not a cron' was not recognized", error.Message, StringComparison.Ordinal);
    }

    private Task<TestApp> StartAsync(Type[] functions, Drain? drain = null) =>
        TestApp.StartAsync(Options(functions, drain));

    private TestAppOptions Options(Type[] functions, Drain? drain) => new(functions)
    {
        Settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzureFunctionsWebHost__hostid"] = hostId,
            ["Yearly"] = "0 0 0 1 1 *",
        },
        DrainLimit = Deadline,
        Configure = builder => builder.Services.AddSingleton(seen).AddSingleton(drain ?? new Drain()),
    };

    internal sealed class Seen
    {
        public ConcurrentQueue<object?> Values { get; } = new();
    }

    internal sealed class Drain
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Release { get; } = new();
    }

    private sealed class DrainFunctions(Seen seen, Drain drain)
    {
        [Function("Slow")]
        public Task SlowAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
            drain.Entered.SetResult();
            return drain.Release.Task;
        }

        [Function("Often")]
        public void Often([TimerTrigger("00:00:00.100")] TimerInfo timer) => seen.Values.Enqueue(timer);
    }

    private sealed class InfoFunction(Seen seen)
    {
        [Function("Info")]
        public void Run([TimerTrigger("%Yearly%", RunOnStartup = true)] TimerInfo timer) => seen.Values.Enqueue(timer);
    }

    private sealed class TextFunction(Seen seen)
    {
        [Function("Text")]
        public void Run([TimerTrigger("%Yearly%", RunOnStartup = true)] string timer) => seen.Values.Enqueue(timer);
    }

    private sealed class ObjectFunction(Seen seen)
    {
        [Function("Object")]
        public void Run([TimerTrigger("%Yearly%", RunOnStartup = true)] object timer) => seen.Values.Enqueue(timer);
    }

    private sealed class BadFunction
    {
        [Function("Bad")]
        public static void Run([TimerTrigger("not a cron")] TimerInfo timer) => _ = timer;
    }
}
