using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 6: ids, inheritance and results of sub-orchestrations. Failures: <see
/// cref="SubOrchestrationFailureTests"/>.</summary>
public class SubOrchestrationTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S6_1_SubOrchestration_IsRecordedOnBothSides()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator(
                "Child",
                context =>
                    Task.FromResult($"{context.Parent?.Name} {context.Parent?.InstanceId} {context.GetInput<int>()}"))
            .Orchestrator("Main", context =>
                context.CallSubOrchestratorAsync<string>(
                    "Child", 5, new SubOrchestrationOptions(instanceId: "child-1"))));

        OrchestrationMetadata end = await host.RunAsync("Main", null, new StartOrchestrationOptions("main-1"));

        IList<HistoryEvent> history = await host.HistoryAsync("main-1");
        Assert.Equal("Main main-1 5", end.ReadOutputAs<string>());
        Assert.Equal(
            "S ExecutionStarted SubCreated(0) C S SubCompleted→0 ExecutionCompleted(1) C", HistoryText.Write(history));
        SubOrchestrationInstanceCreatedEvent created = history.OfType<SubOrchestrationInstanceCreatedEvent>().Single();
        Assert.Equal(("Child", "child-1", null), (created.Name, created.InstanceId, created.Input));
        Assert.Equal("\"Main main-1 5\"", history.OfType<SubOrchestrationInstanceCompletedEvent>().Single().Result);
        ExecutionStartedEvent child = (await host.HistoryAsync("child-1")).OfType<ExecutionStartedEvent>().Single();
        Assert.Equal(
            ("Main", "main-1", 0),
            (
                child.ParentInstance.Name, child.ParentInstance.OrchestrationInstance.InstanceId,
                child.ParentInstance.TaskScheduleId));
        Assert.Null(child.Generation);
        Assert.Equal(32, child.OrchestrationInstance.ExecutionId.Length);
    }

    [Fact]
    public async Task S6_2_DefaultChildId_IsTheNextNewGuid()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => Task.FromResult(context.InstanceId))
            .Orchestrator("Main", async context =>
            {
                context.NewGuid();
                return await context.CallSubOrchestratorAsync<string>("Child");
            }));
        DateTime now = host.Now;

        OrchestrationMetadata end = await host.RunAsync("Main", null, new StartOrchestrationOptions("main-1"));

        Assert.Equal(DeterministicGuid.Of("main-1", now, 1).ToString("N"), end.ReadOutputAs<string>());
        Assert.Null((await host.ReadAsync("main-1")).FailureDetails);
    }

    [Fact]
    public async Task S6_3_Retries_ReuseTheChildIdWithANewExecution()
    {
        var attempts = new ConcurrentQueue<string>();
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context =>
            {
                attempts.Enqueue(context.InstanceId);
                return attempts.Count < 3
                    ? throw new InvalidOperationException("boom")
                    : Task.FromResult(attempts.Count);
            })
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<int>(
                "Child", null, new TaskOptions(new RetryPolicy(5, TimeSpan.FromSeconds(1))))));
        string id = await host.BeginAsync("Main");

        OrchestrationMetadata end = await host.EndAsync(id, TimeSpan.FromSeconds(1));

        Assert.Equal(3, end.ReadOutputAs<int>());
        Assert.Single(attempts.Distinct());
        Assert.Equal(
            "S ExecutionStarted SubCreated(0) C S SubFailed→0 TimerCreated(1) C S TimerFired→1 SubCreated(2) C "
            + "S SubFailed→2 TimerCreated(3) C S TimerFired→3 SubCreated(4) C S SubCompleted→4 ExecutionCompleted(5) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S6_4_IdOfAFinishedInstance_IsReplaced()
    {
        int runs = 0;
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", _ => Task.FromResult(Interlocked.Increment(ref runs)))
            .Orchestrator("Main", async context => new[]
            {
                await context.CallSubOrchestratorAsync<int>(
                    "Child", null, new SubOrchestrationOptions(instanceId: "child-1")),
                await context.CallSubOrchestratorAsync<int>(
                    "Child", null, new SubOrchestrationOptions(instanceId: "child-1")),
            }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal([1, 2], end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task S6_4_TwoChildrenOfOneIdAtOnce_RunOneAfterTheOther()
    {
        int runs = 0;
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Count", _ => Interlocked.Increment(ref runs))
            .Orchestrator("Child", context => context.CallActivityAsync<int>("Count", 1))
            .Orchestrator("Main", async context => await Task.WhenAll(
                context.CallSubOrchestratorAsync<int>(
                    "Child", null, new SubOrchestrationOptions(instanceId: "child-1")),
                context.CallSubOrchestratorAsync<int>(
                    "Child", null, new SubOrchestrationOptions(instanceId: "child-1")))));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal([1, 2], end.ReadOutputAs<int[]>()!.Order());
    }

    [Fact]
    public async Task S6_10_Version_IsTheExplicitOneOrTheDefaultButNotTheParents()
    {
        EngineHost host = await Prepare(
            new Tasks()
                .Orchestrator("Child", context => Task.FromResult(context.Version))
                .Orchestrator("Main", async context => new[]
                {
                    context.Version,
                    await context.CallSubOrchestratorAsync<string>("Child"),
                    await context.CallSubOrchestratorAsync<string>(
                        "Child", null, new SubOrchestrationOptions { Version = "0.9" }),
                }),
            defaultVersion: "0.5").StartAsync();

        OrchestrationMetadata end =
            await host.RunAsync("Main", null, new StartOrchestrationOptions { Version = "2.0" });

        Assert.Equal(["2.0", "0.5", "0.9"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task S6_11_Tags_AreTheParentsUnderTheChildsOwn()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", _ => Task.FromResult(1))
            .Orchestrator(
                "Main",
                context => context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(
                    new TaskOptions(tags: new Dictionary<string, string> { ["b"] = "child", ["c"] = "child" }),
                    "child-1"))));
        var tags = new Dictionary<string, string> { ["a"] = "main", ["b"] = "main" };

        await host.RunAsync("Main", null, new StartOrchestrationOptions { Tags = tags });

        OrchestrationMetadata child = await host.ReadAsync("child-1");
        Assert.Equal(
            new SortedDictionary<string, string> { ["a"] = "main", ["b"] = "child", ["c"] = "child" },
            new SortedDictionary<string, string>(child.Tags.ToDictionary()));
    }

    [Fact]
    public async Task S6_12_ChildContinuingAsNew_GivesItsParentTheLastResultOnly()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context =>
            {
                int round = context.GetInput<int>();
                if (round < 3)
                {
                    context.ContinueAsNew(round + 1);
                }

                return Task.FromResult($"{round} {context.Parent?.InstanceId}");
            })
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<string>("Child", 1)));

        OrchestrationMetadata end = await host.RunAsync("Main", null, new StartOrchestrationOptions("main-1"));

        Assert.Equal("3 main-1", end.ReadOutputAs<string>());
        Assert.Single((await host.HistoryAsync("main-1")).OfType<SubOrchestrationInstanceCompletedEvent>());
    }
}
