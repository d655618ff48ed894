using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 1: episodes, ids, clock, completion.</summary>
public sealed class EpisodeTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S1_1_Episode_ReceivedEventsThenActionsByIdBetweenFrames()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Two", async context =>
            {
                int first = await context.CallActivityAsync<int>("Echo", 1);
                await Task.WhenAll(
                    context.CallActivityAsync<int>("Echo", first), context.WaitForExternalEvent<int>("go"));
            }));
        string id = await host.BeginAsync("Two");
        await host.HistoryAsync<TaskCompletedEvent>(id, 2);

        await host.Client.RaiseEventAsync(id, "go", 1);

        await host.EndAsync(id);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskCompleted→0 TaskScheduled(1) C S TaskCompleted→1 C "
            + "S EventRaised ExecutionCompleted(2) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S1_2_EventIds_OneCounterForActionsAndMinusOneForTheRest()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Child", _ => Task.FromResult(1))
            .Orchestrator("All", async context =>
            {
                Task activity = context.CallActivityAsync<int>("Echo", 1);
                Task timer = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                Task child = context.CallSubOrchestratorAsync<int>("Child");
                context.SendEvent("nobody", "ping", 1);
                await Task.WhenAll(activity, timer, child, context.WaitForExternalEvent<int>("go"));
            }));
        string id = await host.BeginAsync("All");
        await host.Client.RaiseEventAsync(id, "go", 1);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await host.EndAsync(id);
        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(
            [
                EventType.TaskScheduled, EventType.TimerCreated, EventType.SubOrchestrationInstanceCreated,
                EventType.EventSent, EventType.ExecutionCompleted,
            ],
            history.Where(happened => happened.EventId >= 0).OrderBy(happened => happened.EventId)
                .Select(happened => happened.EventType));
        Assert.Equal(
            [0, 1, 2, 3, 4], history.Select(happened => happened.EventId).Where(number => number >= 0).Order());
        Assert.All(history, happened => Assert.InRange(happened.EventId, -1, 4));
    }

    [Fact]
    public async Task S1_3_CurrentUtcDateTime_IsTheEpisodesStartInEveryReplay()
    {
        var replays = new ConcurrentQueue<string>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Clock", async context =>
        {
            DateTime before = context.CurrentUtcDateTime;
            Assert.Equal(DateTimeKind.Utc, before.Kind);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            DateTime between = context.CurrentUtcDateTime;
            replays.Enqueue($"{before:O} {between:O}");
            await context.WaitForExternalEvent<int>("go");
            return new[] { before, between, context.CurrentUtcDateTime };
        }));
        string id = await host.BeginAsync("Clock");
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.HistoryAsync<TimerFiredEvent>(id);
        await host.RestartAsync();
        host.Clock.Advance(TimeSpan.FromHours(3));
        await host.Client.RaiseEventAsync(id, "go", 1);

        OrchestrationMetadata end = await host.EndAsync(id);

        IEnumerable<DateTime> starts =
            (await host.HistoryAsync(id)).OfType<OrchestratorStartedEvent>().Select(start => start.Timestamp);
        Assert.Equal(starts, end.ReadOutputAs<DateTime[]>()!);
        Assert.Equal(2, replays.Count);
        Assert.Single(replays.Distinct());
    }

    [Fact]
    public async Task S1_3_ExecutionStarted_HasTheClientsTime()
    {
        EngineHost host =
            Prepare(new Tasks().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime)));
        DateTime scheduled = host.Now;
        string id = await host.ScheduleAsync("Now");
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.StartAsync();

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(scheduled, (await host.HistoryAsync(id)).OfType<ExecutionStartedEvent>().Single().Timestamp);
        Assert.Equal(scheduled.AddHours(1), end.ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task S1_4_IsReplaying_TrueForPastEventsOnly()
    {
        var seen = new ConcurrentQueue<string>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Steps", async context =>
        {
            seen.Enqueue($"a {context.IsReplaying}");
            await context.WaitForExternalEvent<int>("one");
            seen.Enqueue($"b {context.IsReplaying}");
            await context.WaitForExternalEvent<int>("two");
            seen.Enqueue($"c {context.IsReplaying}");
        }));
        string id = await host.BeginAsync("Steps");
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "one", 1);
        await host.HistoryAsync<OrchestratorCompletedEvent>(id, 2);
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "two", 2);

        await host.EndAsync(id);

        Assert.Equal(["a False", "a True", "b False", "a True", "b True", "c False"], seen);
    }

    [Fact]
    public async Task S1_6_S3_6_PendingTimer_HoldsBackCompletion()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Early", context =>
        {
            context.CreateTimer(TimeSpan.FromSeconds(6), CancellationToken.None);
            return Task.FromResult("done");
        }));
        string id = await host.BeginAsync("Early");
        OrchestrationMetadata open = await host.ReadAsync(id);
        host.Clock.Advance(TimeSpan.FromSeconds(6));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal((OrchestrationRuntimeStatus.Running, null), (open.RuntimeStatus, open.SerializedOutput));
        Assert.Equal("\"done\"", end.SerializedOutput);
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S TimerFired→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S1_6_PendingActivity_HoldsBackFailure()
    {
        var gate = new TaskCompletionSource<int>();
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Slow", _ => gate.Task)
            .Orchestrator("Early", (Func<TaskOrchestrationContext, Task>)(context =>
            {
                context.CallActivityAsync<int>("Slow", 1);
                throw new InvalidOperationException("early");
            })));
        string id = await host.BeginAsync("Early");
        OrchestrationMetadata open = await host.ReadAsync(id);
        gate.SetResult(1);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, open.RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("early", end.FailureDetails?.ErrorMessage);
    }

    [Fact]
    public async Task S1_6_ChildNobodyAwaits_HoldsBackCompletion()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Early", context =>
            {
                context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child"));
                return Task.FromResult("done");
            }));
        string id = await host.BeginAsync("Early");
        await host.UntilAsync("child", OrchestrationRuntimeStatus.Running);
        OrchestrationMetadata open = await host.ReadAsync(id);
        await host.Client.RaiseEventAsync("child", "go", 1);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal((OrchestrationRuntimeStatus.Running, null), (open.RuntimeStatus, open.SerializedOutput));
        Assert.Equal("\"done\"", end.SerializedOutput);
        Assert.Equal(
            "S ExecutionStarted SubCreated(0) C S SubCompleted→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S1_6_CancelledTimerAndOpenEventWait_DoNotHoldBackCompletion()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Early", context =>
        {
            using var cancel = new CancellationTokenSource();
            context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            context.WaitForExternalEvent<int>("never");
            cancel.Cancel();
            return Task.FromResult("done");
        }));

        OrchestrationMetadata end = await host.RunAsync("Early");

        Assert.Equal("\"done\"", end.SerializedOutput);
    }

    [Fact]
    public async Task S1_6_WhenAnyLoser_HoldsBackCompletion()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Race", async context =>
        {
            Task slow = context.CreateTimer(TimeSpan.FromSeconds(5), CancellationToken.None);
            Task quick = context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            return await Task.WhenAny(slow, quick) == quick;
        }));
        string id = await host.BeginAsync("Race");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.HistoryAsync<OrchestratorCompletedEvent>(id, 2);
        OrchestrationMetadata open = await host.ReadAsync(id);
        host.Clock.Advance(TimeSpan.FromSeconds(4));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, open.RuntimeStatus);
        Assert.True(end.ReadOutputAs<bool>());
    }

    [Fact]
    public async Task S1_7_ForgottenActivity_Failing_DoesNotFailTheOrchestration()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Fail", int (_) => throw new InvalidOperationException("boom"))
            .Orchestrator("Forget", context =>
            {
                context.CallActivityAsync<int>("Fail", 1);
                return Task.FromResult("done");
            }));

        OrchestrationMetadata end = await host.RunAsync("Forget");

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "\"done\""), (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task S1_9_Names_CompareWithoutCaseAndKeepTheCallersCasing()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
                $"{context.Name} {await context.CallActivityAsync<int>("eCHO", 1)} "
                + $"{await context.WaitForExternalEvent<int>("GoEvent")}"));
        string id = await host.BeginAsync("mAIN");
        await host.Client.RaiseEventAsync(id, "goEVENT", 2);

        OrchestrationMetadata end = await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal("mAIN 1 2", end.ReadOutputAs<string>());
        Assert.Equal("mAIN", end.Name);
        Assert.Equal("mAIN", history.OfType<ExecutionStartedEvent>().Single().Name);
        Assert.Equal("eCHO", history.OfType<TaskScheduledEvent>().Single().Name);
        Assert.Equal("goEVENT", history.OfType<EventRaisedEvent>().Single().Name);
    }
}
