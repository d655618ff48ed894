using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 3: durable timers, in virtual time.</summary>
public class TimerTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S3_1_Timer_IsRecordedWithItsTimeAndFiresByReference()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", context =>
            context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None)));
        DateTime due = host.Now.AddMinutes(5);
        string id = await host.BeginAsync("Timer");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);

        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S TimerFired→0 ExecutionCompleted(1) C", HistoryText.Write(history));
        Assert.Equal(due, history.OfType<TimerCreatedEvent>().Single().FireAt);
        Assert.Equal(due, history.OfType<TimerFiredEvent>().Single().FireAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task S3_1_TimerInThePast_FiresAtOnceInAnEpisodeOfItsOwn(int minutes)
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", context =>
            context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None)));

        OrchestrationMetadata end = await host.RunAsync("Timer");

        IList<HistoryEvent> history = await host.HistoryAsync(end.InstanceId);
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S TimerFired→0 ExecutionCompleted(1) C", HistoryText.Write(history));
        Assert.Equal(host.Now.AddMinutes(minutes), history.OfType<TimerCreatedEvent>().Single().FireAt);
    }

    [Fact]
    public async Task S3_2_TimerAtALocalTime_IsTakenAsUtc()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", async context =>
        {
            DateTime local = context.CurrentUtcDateTime.AddMinutes(1).ToLocalTime();
            await context.CreateTimer(local, CancellationToken.None);
            await context.CreateTimer(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), CancellationToken.None);
        }));
        DateTime due = host.Now.AddMinutes(1);
        string id = await host.BeginAsync("Timer");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.EndAsync(id);

        Assert.All((await host.HistoryAsync(id)).OfType<TimerCreatedEvent>(), timer => Assert.Equal(due, timer.FireAt));
    }

    [Fact]
    public async Task S3_3_Timer_NeverFiresEarly()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        DateTime due = host.Now.AddSeconds(2);
        string id = await host.BeginAsync("Timer");
        host.Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(1));
        await host.Client.RaiseEventAsync(id, "marker");
        await host.HistoryAsync<EventRaisedEvent>(id);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(due, end.ReadOutputAs<DateTime>());
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S EventRaised C S TimerFired→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S3_4_LongTimer_IsSplitIntoThreeDays()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        DateTime start = host.Now;
        string id = await host.BeginAsync("Timer");
        foreach ((int days, int timers) in new[] { (3, 2), (3, 3), (3, 4), (1, 4) })
        {
            host.Clock.Advance(TimeSpan.FromDays(days));
            await host.HistoryAsync<TimerCreatedEvent>(id, timers);
        }

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(start.AddDays(10), end.ReadOutputAs<DateTime>());
        Assert.Equal(
            [(0, start.AddDays(3)), (1, start.AddDays(6)), (2, start.AddDays(9)), (3, start.AddDays(10))],
            (await host.HistoryAsync(id)).OfType<TimerCreatedEvent>().Select(timer => (timer.EventId, timer.FireAt)));
    }

    [Fact]
    public async Task S3_4_NinetyDays_PassInVirtualTime()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        DateTime start = host.Now;

        string id = await host.BeginAsync("Timer");
        for (int timers = 1; timers <= 30; timers++)
        {
            await host.HistoryAsync<TimerCreatedEvent>(id, timers);
            host.Clock.Advance(TimeSpan.FromDays(3));
        }

        Assert.Equal(start.AddDays(90), (await host.EndAsync(id)).ReadOutputAs<DateTime>());
        Assert.Equal(30, (await host.HistoryAsync(id)).OfType<TimerFiredEvent>().Count());
    }

    [Fact]
    public async Task S3_5_CancelledTimer_ThrowsAtTheAwaitAndLeavesNoEvent()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Cancel", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            await context.WaitForExternalEvent<int>("go");
            cancel.Cancel();
            await Expect.ThrownAsync<TaskCanceledException>(timer);
            return "cancelled";
        }));
        string id = await host.BeginAsync("Cancel");
        await host.Client.RaiseEventAsync(id, "go", 1);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal("cancelled", end.ReadOutputAs<string>());
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S EventRaised ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S3_5_CancelledTimer_ReachingItsTime_DoesNotFire()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Cancel", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromMinutes(1), cancel.Token);
            await context.WaitForExternalEvent<int>("go");
            cancel.Cancel();
            await context.WaitForExternalEvent<int>("end");
            return timer.IsCanceled;
        }));
        string id = await host.BeginAsync("Cancel");
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Client.RaiseEventAsync(id, "end", 1);

        Assert.True((await host.EndAsync(id)).ReadOutputAs<bool>());
        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is TimerFiredEvent);
    }

    [Fact]
    public async Task S3_5_TokenAlreadyCancelled_WritesTheTimerThenThrows()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Cancel", async context =>
        {
            await Expect.ThrownAsync<TaskCanceledException>(
                context.CreateTimer(TimeSpan.FromDays(1), new CancellationToken(canceled: true)));
            return "cancelled";
        }));

        OrchestrationMetadata end = await host.RunAsync("Cancel");

        Assert.Equal("cancelled", end.ReadOutputAs<string>());
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }

    [Fact]
    public async Task S3_5_SplitTimer_Cancelled_EndsWithItsRunningPart()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Cancel", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromDays(10), cancel.Token);
            await context.WaitForExternalEvent<int>("go");
            cancel.Cancel();
            await Expect.ThrownAsync<TaskCanceledException>(timer);
            return "cancelled";
        }));
        string id = await host.BeginAsync("Cancel");
        host.Clock.Advance(TimeSpan.FromDays(4));
        await host.HistoryAsync<TimerCreatedEvent>(id, 2);
        await host.Client.RaiseEventAsync(id, "go", 1);

        Assert.Equal("cancelled", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(2, (await host.HistoryAsync(id)).OfType<TimerCreatedEvent>().Count());
    }

    [Fact]
    public async Task S3_7_TimerWhileSuspended_IsRecordedAndActedOnAtResume()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timer", context =>
            context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None)));
        string id = await host.BeginAsync("Timer");
        await host.Client.SuspendInstanceAsync(id, "pause");
        await host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.HistoryAsync<TimerFiredEvent>(id);
        OrchestrationMetadata held = await host.ReadAsync(id);
        await host.Client.ResumeInstanceAsync(id);
        await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Equal(
            "S ExecutionStarted TimerCreated(0) C S ExecutionSuspended C S TimerFired→0 C S ExecutionResumed "
            + "ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }
}
