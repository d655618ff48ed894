using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>SEMANTICS 17.2, Reject: what a worker does not take stays as it is, for one that does.</summary>
public sealed class VersionRejectTests(AzuriteFixture azurite) : WorkerTest(azurite)
{
    [Fact]
    public async Task S17_2_Reject_NewInstance_StaysPendingUntilAWorkerTakesIt()
    {
        WorkerHost old = await StartAsync("1.0");
        string id = await old.ScheduleAsync("Main", version: "2.0");
        await old.Client.RaiseEventAsync(id, "go", "early");
        await RunOthersAsync(old);

        OrchestrationRuntimeStatus held = await old.StatusAsync(id);
        await StopAsync(old);
        WorkerHost next = await StartAsync("2.0");

        Assert.Equal(OrchestrationRuntimeStatus.Pending, held);
        Assert.Equal("2.0 early", (await next.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2_Reject_RunningInstance_StaysAndTakesEverythingLater()
    {
        WorkerHost first = await StartAsync("2.0");
        string id = await first.ScheduleAsync("Timed", version: "2.0");
        await Eventually.HoldsAsync(
            async () => (await first.HistoryAsync(id)).Any(happened => happened is OrchestratorCompletedEvent));
        string before = HistoryText.Write(await first.HistoryAsync(id));
        await StopAsync(first);

        WorkerHost old = await StartAsync("1.0");
        await old.Client.RaiseEventAsync(id, "go", "on");
        Clock.Advance(TimeSpan.FromHours(2));
        await RunOthersAsync(old);
        (OrchestrationRuntimeStatus, string) held =
            (await old.StatusAsync(id), HistoryText.Write(await old.HistoryAsync(id)));
        await StopAsync(old);
        WorkerHost next = await StartAsync("2.0");

        Assert.Equal((OrchestrationRuntimeStatus.Running, before), held);
        Assert.Equal("on", (await next.EndAsync(id)).ReadOutputAs<string>());
        Assert.Single((await next.HistoryAsync(id)).OfType<TimerFiredEvent>());
    }

    [Fact]
    public async Task S17_2_Reject_NextGeneration_WaitsForAWorkerThatTakesIt()
    {
        WorkerHost old = await StartAsync("1.0");
        string id = await old.ScheduleAsync("Migrate", input: false, version: "1.0");
        await Eventually.HoldsAsync(async () => (await old.HistoryAsync(id))
            .OfType<ExecutionStartedEvent>().Any(started => started.Version == "2.0"));
        await RunOthersAsync(old);

        OrchestrationRuntimeStatus held = await old.StatusAsync(id);
        // An instance that kept itself busy would hold the stop for all of its grace.
        await StopAsync(old).WaitAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        WorkerHost next = await StartAsync("2.0");

        Assert.Equal(OrchestrationRuntimeStatus.Running, held);
        Assert.Equal("2.0", (await next.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2_Reject_Child_StartsOnceAWorkerTakesIt()
    {
        WorkerHost old = await StartAsync("1.0");
        string parent = await old.ScheduleAsync("Parent", "2.0", version: "1.0");
        await Eventually.HoldsAsync(async () =>
            (await old.HistoryAsync(parent)).Any(happened => happened is SubOrchestrationInstanceCreatedEvent));
        await RunOthersAsync(old);
        await StopAsync(old);

        // Takes the child's version; the parent's is not taken now, but its child's result is kept for it.
        WorkerHost next = await StartAsync("2.0");
        OrchestrationMetadata child = await next.EndAsync($"{parent}-child");
        await RunOthersAsync(next);
        await StopAsync(next);
        WorkerHost again = await StartAsync("1.0");

        Assert.Equal("2.0", child.ReadOutputAs<string>());
        Assert.Equal("2.0", (await again.EndAsync(parent)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2a_Reject_Activity_RunsOnceAWorkerTakesIt()
    {
        WorkerHost old = await StartAsync("1.0");
        string id = await old.ScheduleAsync("CallsTwo", version: "1.0");
        await Eventually.HoldsAsync(
            async () => (await old.HistoryAsync(id)).Any(happened => happened is TaskScheduledEvent));
        await RunOthersAsync(old);
        OrchestrationRuntimeStatus held = await old.StatusAsync(id);
        await StopAsync(old);
        WorkerHost both = await StartAsync("2.0", VersionMatchStrategy.CurrentOrOlder);

        Assert.Equal(OrchestrationRuntimeStatus.Running, held);
        Assert.Equal("act 2.0", (await both.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("Main")]
    [InlineData("Timed")]
    public async Task S17_2_Reject_TerminatedInstance_Ends(string name)
    {
        bool isRunning = name == "Timed";
        WorkerHost first = await StartAsync(isRunning ? "2.0" : "1.0");
        string id = await first.ScheduleAsync(name, version: "2.0");
        if (isRunning)
        {
            await first.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        }

        await StopAsync(first);
        WorkerHost old = await StartAsync("1.0");
        await old.Client.RaiseEventAsync(id, "go", "on", TestContext.Current.CancellationToken);
        await old.Client.TerminateInstanceAsync(id, (object?)"enough", TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await old.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2_Reject_HeldInstance_IsNotReadAgain()
    {
        await using StorageProxy proxy =
            await StorageProxy.StartAsync(ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        WorkerHost old = await StartAsync("1.0", connectionString: proxy.ConnectionString);

        string id = await old.ScheduleAsync("Main", version: "2.0");
        await old.Client.RaiseEventAsync(id, "go", "on");
        await RunOthersAsync(old);

        // The client's own look at the instance is not there either: it asks the owner in its process.
        Assert.DoesNotContain(
            proxy.Exchanges, exchange => exchange.Method == "GET" && exchange.Target.Contains(id));
    }

    [Fact]
    public void S17_2_Reject_TimerReadAgain_IsHeldOnce()
    {
        var timer = new TimerRow(DateTime.UnixEpoch, "id", "execution", "0", DateTime.UnixEpoch);
        var inbox = new TurnInbox(known: null, mostMessages: 40);

        inbox.Hold([Delivery.Of(timer), Delivery.Nudge, Delivery.Of(timer)]);

        Assert.Equal(timer, Assert.Single(inbox.Parked).Timer);
        Assert.Empty(inbox.EndedTimers);
    }

    private static void AddTasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Main", async context =>
            $"{context.Version} {await context.WaitForExternalEvent<string>("go")}")
        .AddOrchestratorFunc("Timed", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await context.WaitForExternalEvent<string>("go");
        })
        .AddOrchestratorFunc<bool, string>("Migrate", (context, migrated) =>
        {
            if (!migrated)
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = true, NewVersion = "2.0" });
            }

            return context.Version;
        })
        .AddOrchestratorFunc<string, string>("Parent", (context, version) => context.CallSubOrchestratorAsync<string>(
            "Version",
            options: new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child") { Version = version }))
        .AddOrchestratorFunc("Version", context => context.Version)
        .AddOrchestratorFunc("CallsTwo", context =>
            context.CallActivityAsync<string>("Act", new TaskOptions { Version = "2.0" }))
        .AddActivityFunc("Act", context => $"act {context.Version}");

    /// <summary>Instances that the worker takes run to their end: whatever came before them had its turn.</summary>
    private static async Task RunOthersAsync(WorkerHost host)
    {
        for (int run = 0; run < 3; run++)
        {
            await host.RunAsync("Version");
        }
    }

    /// <summary>
    /// A host whose worker takes its version, and whose client asks for it by default. It has recovered the hub: from
    /// here on what is for an instance is delivered at once.
    /// </summary>
    private async Task<WorkerHost> StartAsync(
        string version,
        VersionMatchStrategy strategy = VersionMatchStrategy.Strict,
        string? connectionString = null)
    {
        WorkerHost host = await StartAsync(
            worker => worker
                .UseVersioning(new VersioningOptions { Version = version, MatchStrategy = strategy })
                .AddTasks(AddTasks),
            client => client.UseDefaultVersion(version),
            connectionString: connectionString);
        await host.Engine.Owns.WaitAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
