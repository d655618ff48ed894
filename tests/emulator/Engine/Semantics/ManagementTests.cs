using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core;
using DurableTask.Core.History;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 9.1 to 9.4: terminate, suspend, resume. Restart and purge: <see
/// cref="RestartAndPurgeTests"/>.</summary>
public sealed class ManagementTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static Tasks Waiting => new Tasks()
        .Orchestrator("Short", _ => Task.FromResult(1))
        .Orchestrator("Wait", async context =>
        {
            context.SetCustomStatus("waiting");
            return await context.WaitForExternalEvent<int>("go");
        });

    [Theory]
    [InlineData("unknown", StatusCode.NotFound)]
    [InlineData("finished", StatusCode.FailedPrecondition)]
    public async Task S9_Terminate_WrongState_RpcException(string id, StatusCode expected)
    {
        EngineHost host = await StartAsync(Waiting);
        await host.RunAsync("Short", null, new StartOrchestrationOptions("finished"));

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.TerminateInstanceAsync(id));

        Assert.Equal(expected, refused.StatusCode);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("finished")]
    [InlineData("suspended")]
    public async Task S9_1_Suspend_WrongState_RpcExceptionUnknown(string id)
    {
        EngineHost host = await StartAsync(Waiting);
        await host.RunAsync("Short", null, new StartOrchestrationOptions("finished"));
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("suspended"));
        await host.Client.SuspendInstanceAsync("suspended");
        await host.UntilAsync("suspended", OrchestrationRuntimeStatus.Suspended);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.SuspendInstanceAsync(id));

        Assert.Equal(
            (StatusCode.Unknown, "Exception was thrown by handler."), (refused.StatusCode, refused.Status.Detail));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("finished")]
    [InlineData("running")]
    public async Task S9_1_Resume_WrongState_RpcExceptionUnknown(string id)
    {
        EngineHost host = await StartAsync(Waiting);
        await host.RunAsync("Short", null, new StartOrchestrationOptions("finished"));
        await host.BeginAsync("Wait", null, new StartOrchestrationOptions("running"));

        RpcException refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.ResumeInstanceAsync(id));

        Assert.Equal(
            (StatusCode.Unknown, "Exception was thrown by handler."), (refused.StatusCode, refused.Status.Detail));
    }

    [Fact]
    public async Task S9_2_Terminate_EndsTheInstanceWithItsOutputAndKeepsTheCustomStatus()
    {
        bool unwound = false;
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Wait", async context =>
        {
            context.SetCustomStatus("waiting");
            try
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }
            finally
            {
                unwound = true;
            }
        }));
        string id = await host.BeginAsync("Wait");
        await host.Client.TerminateInstanceAsync(id, new { Reason = "stop" });

        OrchestrationMetadata end = await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("""{"Reason":"stop"}""", end.SerializedOutput);
        Assert.Equal("waiting", end.ReadCustomStatusAs<string>());
        Assert.Null(end.FailureDetails);
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S ExecutionTerminated ExecutionCompleted(1) C",
            HistoryText.Write(history));
        Assert.Equal("""{"Reason":"stop"}""", history.OfType<ExecutionTerminatedEvent>().Single().Input);
        Assert.Equal(
            OrchestrationStatus.Terminated, history.OfType<ExecutionCompletedEvent>().Single().OrchestrationStatus);
        Assert.False(unwound);
    }

    [Fact]
    public async Task S9_2_Terminate_WithoutOutput_LeavesNone()
    {
        EngineHost host = await StartAsync(Waiting);
        string id = await host.BeginAsync("Wait");
        await host.Client.TerminateInstanceAsync(id);

        Assert.Null((await host.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task S9_2_Terminate_WhileSuspended_Works()
    {
        EngineHost host = await StartAsync(Waiting);
        string id = await host.BeginAsync("Wait");
        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.TerminateInstanceAsync(id);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, null), (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task S9_2_TerminatedInstance_IgnoresItsTimer()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Short", _ => Task.FromResult(1))
            .Orchestrator("Wait", context => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)));
        string id = await host.BeginAsync("Wait");
        await host.Client.TerminateInstanceAsync(id);
        OrchestrationMetadata end = await host.EndAsync(id);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.RunAsync("Short");

        Assert.Equal(end.LastUpdatedAt, (await host.ReadAsync(id)).LastUpdatedAt);
        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is TimerFiredEvent);
    }

    [Fact]
    public async Task S9_3_Suspend_RecordsReasonAndHoldsArrivalsUntilResume()
    {
        var gate = new TaskCompletionSource<int>();
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Slow", _ => gate.Task)
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
                await context.CallActivityAsync<int>("Echo", await context.CallActivityAsync<int>("Slow", 1))));
        string id = await host.BeginAsync("Main");
        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        gate.SetResult(5);
        await host.HistoryAsync<TaskCompletedEvent>(id);
        await host.Client.ResumeInstanceAsync(id, "go on");

        OrchestrationMetadata end = await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(5, end.ReadOutputAs<int>());
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S ExecutionSuspended C S TaskCompleted→0 C S ExecutionResumed "
            + "TaskScheduled(1) C S TaskCompleted→1 ExecutionCompleted(2) C",
            HistoryText.Write(history));
        Assert.Equal("pause", history.OfType<ExecutionSuspendedEvent>().Single().Reason);
        Assert.Equal("go on", history.OfType<ExecutionResumedEvent>().Single().Reason);
    }

    [Fact]
    public async Task S9_3_SuspendedInstance_StaysSuspendedOverARestart()
    {
        EngineHost host = await StartAsync(Waiting);
        string id = await host.BeginAsync("Wait");
        await host.Client.SuspendInstanceAsync(id);
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 3);
        await host.HistoryAsync<EventRaisedEvent>(id);
        OrchestrationMetadata held = await host.ReadAsync(id);
        await host.Client.ResumeInstanceAsync(id);

        Assert.Equal(3, (await host.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
    }

    [Fact]
    public void S9_3_ActionsOfTheEpisodeWithTheSuspend_AreHeldUntilResume()
    {
        Tasks tasks = new Tasks().Orchestrator("Main", async context =>
            await context.CallActivityAsync<int>("Echo", await context.WaitForExternalEvent<int>("go")));
        var options = new DurableEngineOptions { HubName = "unused", ConnectionString = "unused" };
        var execution = new OrchestrationExecution(tasks, options, NullLoggerFactory.Instance);
        var started = new ExecutionStartedEvent(-1, null)
        {
            Name = "Main",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "main-1", ExecutionId = "1" },
        };

        EpisodeResult suspended = execution.Run(
            [],
            [
                new OrchestratorStartedEvent(-1), started, new EventRaisedEvent(-1, "3") { Name = "go" },
                new ExecutionSuspendedEvent(-1, "pause"),
            ]);
        EpisodeResult resumed =
            execution.Run([], [new OrchestratorStartedEvent(-1), new ExecutionResumedEvent(-1, "go on")]);

        Assert.Empty(suspended.Actions);
        Assert.Equal("Echo", Assert.IsType<ScheduleTaskOrchestratorAction>(Assert.Single(resumed.Actions)).Name);
    }

    [Fact]
    public async Task S9_4_TerminateWithoutOutput_AfterResume_LeavesNone()
    {
        EngineHost host = await StartAsync(Waiting);
        string id = await host.BeginAsync("Wait");
        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.ResumeInstanceAsync(id, "go on");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);
        await host.Client.TerminateInstanceAsync(id);

        Assert.Null((await host.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task S9_4_Output_StaysEmptyWhileSuspendedAndAfterResume()
    {
        EngineHost host = await StartAsync(Waiting);
        string id = await host.BeginAsync("Wait");
        await host.Client.SuspendInstanceAsync(id, "pause");
        OrchestrationMetadata held = await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await host.Client.ResumeInstanceAsync(id, "go on");
        OrchestrationMetadata resumed = await host.UntilAsync(id, OrchestrationRuntimeStatus.Running);

        Assert.Null(held.SerializedOutput);
        Assert.Null(resumed.SerializedOutput);
    }
}
