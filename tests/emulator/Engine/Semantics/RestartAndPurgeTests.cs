using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 9.6 to 9.8: restart and purge.</summary>
public sealed class RestartAndPurgeTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static Tasks Simple => new Tasks()
        .Orchestrator("Short", context => Task.FromResult(context.GetInput<string>()))
        .Orchestrator("Fail", (Func<TaskOrchestrationContext, Task>)(_ => throw new InvalidOperationException("boom")))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("go"));

    [Fact]
    public async Task S9_6_RestartSameId_RunsAgainWithNameInputAndTags()
    {
        EngineHost host = await StartAsync(Simple);
        var tags = new Dictionary<string, string> { ["a"] = "1" };
        OrchestrationMetadata first =
            await host.RunAsync("Short", "again", new StartOrchestrationOptions("case-1") { Tags = tags });
        host.Clock.Advance(TimeSpan.FromHours(1));

        string id = await host.Client.RestartAsync("case-1");

        OrchestrationMetadata second =
            await host.UntilAsync("case-1", state => state.IsCompleted && state.CreatedAt > first.CreatedAt);
        Assert.Equal("case-1", id);
        Assert.Equal(("Short", "again", "1"), (second.Name, second.ReadOutputAs<string>(), second.Tags["a"]));
        Assert.Equal(1, (await host.HistoryAsync(id)).OfType<ExecutionStartedEvent>().Single().Generation);
    }

    [Fact]
    public async Task S9_6_RestartNewId_LeavesTheFirstAlone()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "again", new StartOrchestrationOptions("case-1"));

        string id = await host.Client.RestartAsync("case-1", restartWithNewInstanceId: true);

        Assert.True(Guid.TryParseExact(id, "N", out _));
        Assert.Equal("again", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.NotNull(await host.Client.GetInstanceAsync("case-1"));
    }

    [Fact]
    public async Task S9_6_Restart_RunningOrUnknown_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("case-1"));

        InvalidOperationException running =
            await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.RestartAsync("case-1"));
        ArgumentException unknown =
            await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RestartAsync("nobody"));

        Assert.Equal("An orchestration with the instanceId case-1 cannot be restarted.", running.Message);
        Assert.StartsWith(
            "An orchestration with the instanceId nobody was not found.", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S9_6_Restart_Suspended_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);
        await SuspendAsync(host, "case-1");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.RestartAsync("case-1"));
    }

    [Fact]
    public async Task S9_6_RestartNewId_UnfinishedInstance_BothRun()
    {
        EngineHost host = await StartAsync(Simple);
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("case-1"));
        await SuspendAsync(host, "case-2");

        string one = await host.Client.RestartAsync("case-1", restartWithNewInstanceId: true);
        string two = await host.Client.RestartAsync("case-2", restartWithNewInstanceId: true);
        string[] running = [one, two, "case-1"];
        foreach (string id in running)
        {
            await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);
            await host.Client.RaiseEventAsync(id, "go", id);
        }

        Assert.Equal(
            running, await Task.WhenAll(running.Select(async id => (await host.EndAsync(id)).ReadOutputAs<string>())));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.ReadAsync("case-2")).RuntimeStatus);
    }

    [Fact]
    public async Task S9_6_RestartNewId_Unknown_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);

        await Assert.ThrowsAsync<ArgumentException>(
            () => host.Client.RestartAsync("nobody", restartWithNewInstanceId: true));
    }

    [Fact]
    public async Task S9_7_PurgeFinishedOrUnknown_CountsOneOrNone()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("case-1"));

        PurgeResult finished = await host.Client.PurgeInstanceAsync("case-1");
        PurgeResult unknown = await host.Client.PurgeInstanceAsync("case-1");

        Assert.Equal((1, null), (finished.PurgedInstanceCount, finished.IsComplete));
        Assert.Equal((0, null), (unknown.PurgedInstanceCount, unknown.IsComplete));
        Assert.Null(await host.Client.GetInstanceAsync("case-1"));
    }

    [Fact]
    public async Task S9_7_PurgeRunning_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("case-1"));

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Client.PurgeInstanceAsync("case-1"));

        Assert.Equal(
            "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID case-1 has "
            + "status Running",
            refused.Message);
    }

    [Fact]
    public async Task S9_7_PurgeSuspended_IsRefused()
    {
        EngineHost host = await StartAsync(Simple);
        await SuspendAsync(host, "case-1");

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Client.PurgeInstanceAsync("case-1"));

        Assert.EndsWith("case-1 has status Suspended", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S9_7_PurgedId_CanStartAfresh()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "first", new StartOrchestrationOptions("case-1"));
        await host.Client.PurgeInstanceAsync("case-1");

        OrchestrationMetadata end = await host.RunAsync("Short", "second", new StartOrchestrationOptions("case-1"));

        Assert.Equal("second", end.ReadOutputAs<string>());
        Assert.Equal(0, (await host.HistoryAsync("case-1")).OfType<ExecutionStartedEvent>().Single().Generation);
    }

    [Fact]
    public async Task S9_8_PurgeByFilter_TakesFinishedOnesInTheTimeRange()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("old"));
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("old-running"));
        host.Clock.Advance(TimeSpan.FromDays(1));
        DateTimeOffset border = host.Clock.GetUtcNow() - TimeSpan.FromHours(1);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("new"));

        PurgeResult result = await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: border));

        Assert.Equal((1, null), (result.PurgedInstanceCount, result.IsComplete));
        Assert.Equal(["new", "old-running"], await IdsAsync(host));
    }

    [Fact]
    public async Task S9_8_PurgeByStatus_TakesThatStatusAndNeverARunningOne()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("completed"));
        await host.RunAsync("Fail", "x", new StartOrchestrationOptions("failed"));
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("running"));

        PurgeResult none = await host.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(
                Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending]));
        PurgeResult failed = await host.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running])
            {
                Timeout = TimeSpan.FromMinutes(1),
            });

        Assert.Equal(0, none.PurgedInstanceCount);
        Assert.Equal((1, true), (failed.PurgedInstanceCount, failed.IsComplete));
        Assert.Equal(["completed", "running"], await IdsAsync(host));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S9_8_PurgeWithoutStatuses_TakesAllThatHaveEnded(bool empty)
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("completed"));
        await host.RunAsync("Fail", "x", new StartOrchestrationOptions("failed"));
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("terminated"));
        await host.Client.TerminateInstanceAsync("terminated");
        await host.EndAsync("terminated");
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("running"));

        PurgeResult result = await host.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Statuses: empty ? [] : null));

        Assert.Equal(3, result.PurgedInstanceCount);
        Assert.Equal(["running"], await IdsAsync(host));
    }

    [Fact]
    public async Task S9_8_PurgeByFilter_TimeoutOver_IsNotComplete()
    {
        EngineHost host = await StartAsync(Simple);
        await host.RunAsync("Short", "x", new StartOrchestrationOptions("completed"));

        PurgeResult result =
            await host.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter { Timeout = TimeSpan.Zero });

        Assert.Equal((0, false), (result.PurgedInstanceCount, result.IsComplete));
        Assert.Equal(["completed"], await IdsAsync(host));
    }

    private static async Task SuspendAsync(EngineHost host, string id)
    {
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions(id));
        await host.Client.SuspendInstanceAsync(id);
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
    }

    private static async Task<List<string>> IdsAsync(EngineHost host)
    {
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in host.Client.GetAllInstancesAsync())
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }
}
