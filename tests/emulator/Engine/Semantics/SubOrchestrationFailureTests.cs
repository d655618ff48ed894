using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 6.5 to 6.9: failing, unknown, terminated and purged children.</summary>
public class SubOrchestrationFailureTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S6_5_FailureOfALeaf_NestsOnTheWayUp()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Fail", int (_) => throw new InvalidOperationException("boom leaf"))
            .Orchestrator("Child", context => context.CallActivityAsync<int>("Fail", 1))
            .Orchestrator("Main", async context =>
            {
                TaskFailedException failed =
                    await Expect.ThrownAsync<TaskFailedException>(context.CallSubOrchestratorAsync<int>("Child"));
                return new[]
                {
                    failed.Message, failed.FailureDetails.ToString(), failed.FailureDetails.InnerFailure!.ToString(),
                    failed.InnerException?.GetType().Name ?? "none",
                };
            }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        const string Child = "Task 'Fail' (#0) failed with an unhandled exception: boom leaf";
        Assert.Equal(
            [
                $"Task 'Child' (#0) failed with an unhandled exception: {Child}",
                $"Microsoft.DurableTask.TaskFailedException: {Child}",
                "System.InvalidOperationException: boom leaf",
                "none",
            ],
            end.ReadOutputAs<string[]>()!);
        SubOrchestrationInstanceFailedEvent recorded =
            (await host.HistoryAsync(end.InstanceId)).OfType<SubOrchestrationInstanceFailedEvent>().Single();
        Assert.Equal(
            (-1, 0, Child), (recorded.EventId, recorded.TaskScheduledId, recorded.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task S6_6_UnknownOrchestrator_FailsChildAndCall()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator(
            "Main",
            context => context.CallSubOrchestratorAsync<int>(
                "Nobody",
                null,
                new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "child-1"))));

        OrchestrationMetadata end = await host.RunAsync("Main");

        OrchestrationMetadata child = await host.ReadAsync("child-1");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, child.RuntimeStatus);
        Assert.Equal(
            "OrchestratorTaskNotFound: No orchestrator task named 'Nobody' was found.",
            child.FailureDetails?.ToString());
        Assert.Equal("OrchestratorTaskNotFound", end.FailureDetails?.InnerFailure?.ErrorType);
        Assert.Single((await host.HistoryAsync(end.InstanceId)).OfType<SubOrchestrationInstanceCreatedEvent>());
    }

    [Fact]
    public async Task S6_7_TerminatedChild_FailsTheCallWithoutDetails()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("never"))
            .Orchestrator("Main", async context =>
            {
                TaskFailedException failed = await Expect.ThrownAsync<TaskFailedException>(
                    context.CallSubOrchestratorAsync<int>(
                        "Child", null, new SubOrchestrationOptions(instanceId: "child-1")));
                return $"{failed.Message} {failed.FailureDetails is null}";
            }));
        string id = await host.BeginAsync("Main");
        await host.UntilAsync("child-1", OrchestrationRuntimeStatus.Running);
        await host.Client.TerminateInstanceAsync("child-1", "stop");

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal("Task 'Child' (#0) failed with an unhandled exception. True", end.ReadOutputAs<string>());
        SubOrchestrationInstanceFailedEvent recorded =
            (await host.HistoryAsync(id)).OfType<SubOrchestrationInstanceFailedEvent>().Single();
        Assert.Equal(("\"stop\"", null), (recorded.Reason, recorded.FailureDetails));
    }

    [Fact]
    public async Task S6_8_TerminatedParent_LeavesItsChildRunning()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<int>(
                "Child", null, new SubOrchestrationOptions(instanceId: "child-1"))));
        string id = await host.BeginAsync("Main");
        await host.UntilAsync("child-1", OrchestrationRuntimeStatus.Running);
        await host.Client.TerminateInstanceAsync(id);
        await host.EndAsync(id);
        await host.Client.RaiseEventAsync("child-1", "go", 1);

        OrchestrationMetadata child = await host.EndAsync("child-1");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, child.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await host.ReadAsync(id)).RuntimeStatus);
        Assert.DoesNotContain(
            await host.HistoryAsync(id), happened => happened is SubOrchestrationInstanceCompletedEvent);
    }

    [Fact]
    public async Task S6_8_RecursiveTerminate_TakesTheChildrenToo()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Leaf", context => context.WaitForExternalEvent<int>("never"))
            .Orchestrator("Child", context => context.CallSubOrchestratorAsync<int>(
                "Leaf", null, new SubOrchestrationOptions(instanceId: "leaf-1")))
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<int>(
                "Child", null, new SubOrchestrationOptions(instanceId: "child-1"))));
        string id = await host.BeginAsync("Main");
        await host.UntilAsync("leaf-1", OrchestrationRuntimeStatus.Running);
        await host.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stop", Recursive: true));

        foreach (string instance in new[] { id, "child-1", "leaf-1" })
        {
            OrchestrationMetadata end = await host.EndAsync(instance);
            Assert.Equal(
                (OrchestrationRuntimeStatus.Terminated, "\"stop\""), (end.RuntimeStatus, end.SerializedOutput));
        }
    }

    [Fact]
    public async Task S6_9_RunningChild_CannotBePurged()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<int>(
                "Child", null, new SubOrchestrationOptions(instanceId: "child-1"))));
        string id = await host.BeginAsync("Main");
        await host.UntilAsync("child-1", OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.PurgeInstanceAsync("child-1"));

        await host.Client.RaiseEventAsync("child-1", "go", 4);
        Assert.Equal(4, (await host.EndAsync(id)).ReadOutputAs<int>());
    }
}
