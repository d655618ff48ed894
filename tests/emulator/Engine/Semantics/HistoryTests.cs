using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 14: the sequences of events. Those of retries, continue-as-new and suspension stand with their
/// topics.</summary>
public sealed class HistoryTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S14_Chain_OneEpisodeAResult()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
                await context.CallActivityAsync<int>("Echo", await context.CallActivityAsync<int>("Echo", 1))));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskCompleted→0 TaskScheduled(1) C S TaskCompleted→1 "
            + "ExecutionCompleted(2) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }

    [Fact]
    public async Task S14_FanOut_ResultsInOrderOfArrival()
    {
        TaskCompletionSource<int>[] gates = [new(), new()];
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Gate", x => gates[x].Task)
            .Orchestrator("Main", async context => await Task.WhenAll(
                context.CallActivityAsync<int>("Gate", 0), context.CallActivityAsync<int>("Gate", 1))));
        string id = await host.BeginAsync("Main");
        gates[1].SetResult(11);
        await host.HistoryAsync<TaskCompletedEvent>(id);
        gates[0].SetResult(10);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal([10, 11], end.ReadOutputAs<int[]>()!);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) TaskScheduled(1) C S TaskCompleted→1 C S TaskCompleted→0 "
            + "ExecutionCompleted(2) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S14_Event_EndsInTheEpisodeThatItArrivesIn()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
            context.WaitForExternalEvent<int>("go")));
        string id = await host.BeginAsync("Main");
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.EndAsync(id);

        Assert.Equal(
            "S ExecutionStarted C S EventRaised ExecutionCompleted(0) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S14_SendEvent_IsAnActionOfItsEpisode()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            context.SendEvent("nobody", "ping", 1);
            return Task.FromResult("sent");
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            "S ExecutionStarted EventSent(0) ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }

    [Fact]
    public async Task S14_EventBeforeItsTimeout_LeavesTheTimerWithoutAnEnd()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
            context.WaitForExternalEvent<int>("go", TimeSpan.FromHours(1))));
        string id = await host.BeginAsync("Main");
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S EventRaised ExecutionCompleted(1) C", HistoryText.Write(history));
        Assert.Equal(
            ("go", "1"),
            (history.OfType<EventRaisedEvent>().Single().Name, history.OfType<EventRaisedEvent>().Single().Input));
    }

    [Fact]
    public async Task S14_1_ExecutionStarted_CarriesTheStart()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", _ => Task.FromResult(1)));
        var tags = new Dictionary<string, string> { ["a"] = "1" };
        await host.RunAsync(
            "Main", new { X = 1 }, new StartOrchestrationOptions("main-1") { Tags = tags, Version = "1.5" });

        ExecutionStartedEvent started = (await host.HistoryAsync("main-1")).OfType<ExecutionStartedEvent>().Single();

        Assert.Equal(("Main", "1.5", """{"X":1}""", "main-1"),
            (started.Name, started.Version, started.Input, started.OrchestrationInstance.InstanceId));
        Assert.Equal(tags, started.Tags);
        Assert.Equal((null, null, 0), (started.ParentInstance, started.ScheduledStartTime, started.Generation));
    }

    [Fact]
    public async Task S14_2_ReceivedEvents_KeepTheSendersTime()
    {
        EngineHost host = Prepare(new Tasks().Orchestrator("Main", context => context.WaitForExternalEvent<int>("go")));
        DateTime sent = host.Now;
        string id = await host.ScheduleAsync("Main");
        await host.Client.RaiseEventAsync(id, "go", 1);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.StartAsync();
        await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);

        Assert.Equal(sent, history.OfType<EventRaisedEvent>().Single().Timestamp);
        Assert.All(
            history.OfType<OrchestratorStartedEvent>(), start => Assert.Equal(sent.AddHours(1), start.Timestamp));
    }

    [Fact]
    public async Task S14_2_TimerFired_HasTheTimeOfItsCreation()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
            context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)));
        DateTime created = host.Now;
        string id = await host.BeginAsync("Main");
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.EndAsync(id);

        Assert.Equal(created, (await host.HistoryAsync(id)).OfType<TimerFiredEvent>().Single().Timestamp);
    }

    [Fact]
    public async Task S14_3_HistoryOfAnUnknownInstance_ArgumentException()
    {
        EngineHost host = await StartAsync(new Tasks());

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.GetOrchestrationHistoryAsync("nobody"));
    }

    [Fact]
    public async Task S14_3_HistoryOfAPendingInstance_HoldsNoEpisode()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", _ => Task.FromResult(1)));
        string id =
            await host.ScheduleAsync(
                "Main", null, new StartOrchestrationOptions(StartAt: host.Clock.GetUtcNow().AddDays(1)));

        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is OrchestratorStartedEvent);
    }

    [Fact]
    public void S14_4_EventTypes_HaveUpstreamsNumbers() => Assert.Equal(
        [
            "ExecutionStarted", "ExecutionCompleted", "ExecutionFailed", "ExecutionTerminated", "TaskScheduled",
            "TaskCompleted",
            "TaskFailed", "SubOrchestrationInstanceCreated", "SubOrchestrationInstanceCompleted",
            "SubOrchestrationInstanceFailed",
            "TimerCreated", "TimerFired", "OrchestratorStarted", "OrchestratorCompleted", "EventSent", "EventRaised",
            "ContinueAsNew",
            "GenericEvent", "HistoryState", "ExecutionSuspended", "ExecutionResumed", "ExecutionRewound",
        ],
        Enum.GetValues<EventType>().Order().Select(type => type.ToString()));
}
