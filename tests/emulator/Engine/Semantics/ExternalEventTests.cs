using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 2: buffering, waiters, time-outs. Payloads and delivery to odd states: <see
/// cref="EventDeliveryTests"/>.</summary>
public class ExternalEventTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task S2_1_EventsBeforeWaits_AreServedFirstInFirstOut()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Late", async context =>
        {
            await context.CreateTimer(Minute, CancellationToken.None);
            return new[]
            {
                await context.WaitForExternalEvent<int>("A"),
                await context.WaitForExternalEvent<int>("A"),
                await context.WaitForExternalEvent<int>("A"),
            };
        }));
        string id = await RaiseAsync(host, "Late", ("a", 1), ("a", 2), ("a", 3), ("a", 4));
        host.Clock.Advance(Minute);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal([1, 2, 3], end.ReadOutputAs<int[]>()!);
        Assert.Equal(4, (await host.HistoryAsync(id)).OfType<EventRaisedEvent>().Count());
    }

    [Fact]
    public async Task S2_2_ConcurrentWaiters_ServedNewestFirst()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Three", async context => await Task.WhenAll(
            context.WaitForExternalEvent<int>("A"), context.WaitForExternalEvent<int>("A"),
            context.WaitForExternalEvent<int>("A"))));
        string id = await RaiseAsync(host, "Three", ("A", 1), ("A", 2), ("A", 3));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal([3, 2, 1], end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task S2_2_BufferedEvents_SatisfyWaitersAsTheyAreMade()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Two", async context =>
        {
            await context.CreateTimer(Minute, CancellationToken.None);
            return await Task.WhenAll(context.WaitForExternalEvent<int>("A"), context.WaitForExternalEvent<int>("A"));
        }));
        string id = await RaiseAsync(host, "Two", ("A", 1), ("A", 2));
        host.Clock.Advance(Minute);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal([1, 2], end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task S2_3_CancelledWaiter_SwallowsOneLaterEvent()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Swallow", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task<string> given = context.WaitForExternalEvent<string>("E", cancel.Token);
            cancel.Cancel();
            await Expect.ThrownAsync<TaskCanceledException>(given);
            await context.CreateTimer(Minute, CancellationToken.None);
            return new[] { await WaitAsync(context), await WaitAsync(context), await WaitAsync(context) };
        }));
        string id = await RaiseAsync(host, "Swallow", ("E", "one"), ("E", "two"), ("E", "three"));

        OrchestrationMetadata end = await host.EndAsync(id, Minute);

        Assert.Equal(["two", "three", "timeout"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task S2_3_TimedOutWaiter_SwallowsTheEventBeforeTheNextWait()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Swallow", async context =>
        {
            string first = await WaitAsync(context);
            await context.CreateTimer(Minute, CancellationToken.None);
            return new[] { first, await WaitAsync(context) };
        }));
        string id = await host.BeginAsync("Swallow");
        host.Clock.Advance(Minute);
        await host.HistoryAsync<TimerCreatedEvent>(id, 2);
        await host.Client.RaiseEventAsync(id, "E", "lost");
        await host.HistoryAsync<EventRaisedEvent>(id);

        OrchestrationMetadata end = await host.EndAsync(id, Minute);

        Assert.Equal(["timeout", "timeout"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task S2_3_NewerLiveWaiter_TakesTheEventFromATimedOutOne()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Loop", async context =>
            new[] { await WaitAsync(context), await WaitAsync(context) }));
        string id = await host.BeginAsync("Loop");
        host.Clock.Advance(Minute);
        await host.HistoryAsync<TimerCreatedEvent>(id, 2);
        await host.Client.RaiseEventAsync(id, "E", "found");

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(["timeout", "found"], end.ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task S2_4_AnotherTypeForAnOpenName_ThrowsAtTheCall()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Types", context =>
        {
            using var cancel = new CancellationTokenSource();
            context.WaitForExternalEvent<int>("E", cancel.Token);
            cancel.Cancel();
            return Task.FromResult(
                Expect.Thrown<ArgumentException>(() => context.WaitForExternalEvent<string>("e")).Message);
        }));

        Assert.Equal(
            "Events with the same name must have the same type argument. Expected System.Int32 but was requested "
            + "System.String.",
            (await host.RunAsync("Types")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S2_8_TimedWait_EventAlreadyThere_StillTakesATimerId()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timed", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            return await WaitAsync(context);
        }));
        string id = await RaiseAsync(host, "Timed", ("E", "early"), ("go", 1));

        Assert.Equal("early", (await host.EndAsync(id)).ReadOutputAs<string>());
        Assert.Contains(
            "TimerCreated(0) ExecutionCompleted(1)",
            HistoryText.Write((await host.HistoryAsync(id)).Where(happened => happened.EventId >= 0)));
    }

    [Fact]
    public async Task S2_8_TimedWait_TimerFirst_ThrowsTaskCanceled()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timed", async context =>
            (await Expect.ThrownAsync<TaskCanceledException>(context.WaitForExternalEvent<int>("E", Minute))).Message));
        string id = await host.BeginAsync("Timed");
        host.Clock.Advance(Minute);

        Assert.Equal("A task was canceled.", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S2_8_TimedWait_ByTokenAndInfinite_BothEndInTaskCanceled()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Timed", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task<int> wait = context.WaitForExternalEvent<int>("E", cancel.Token);
            cancel.Cancel();
            await Expect.ThrownAsync<TaskCanceledException>(wait);
            await Expect.ThrownAsync<TaskCanceledException>(
                context.WaitForExternalEvent<int>("F", Timeout.InfiniteTimeSpan));
            return "both";
        }));

        Assert.Equal("both", (await host.RunAsync("Timed")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S2_9_UncaughtTimeout_FailsWithAggregateException()
    {
        EngineHost host =
            await StartAsync(
                new Tasks().Orchestrator("Timed", context => context.WaitForExternalEvent<int>("E", Minute)));
        string id = await host.BeginAsync("Timed");
        host.Clock.Advance(Minute);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            "System.AggregateException: One or more errors occurred. (A task was canceled.)",
            end.FailureDetails?.ToString());
        Assert.Equal(typeof(TaskCanceledException).FullName, end.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task S2_10_SameEventTwice_IsTwoEvents()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Twice", async context =>
            await context.WaitForExternalEvent<int>("E") + await context.WaitForExternalEvent<int>("E")));
        string id = await RaiseAsync(host, "Twice", ("E", 1), ("E", 1));

        Assert.Equal(2, (await host.EndAsync(id)).ReadOutputAs<int>());
    }

    private static async Task<string> WaitAsync(TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("E", Minute);
        }
        catch (TaskCanceledException)
        {
            return "timeout";
        }
    }

    /// <summary>Begins an orchestration, raises events one after the other and waits until they stand in its
    /// history.</summary>
    private static async Task<string> RaiseAsync(
        EngineHost host, string name, params (string Name, object Payload)[] events)
    {
        string id = await host.BeginAsync(name);
        foreach ((string eventName, object payload) in events)
        {
            await host.Client.RaiseEventAsync(id, eventName, payload);
        }

        await host.HistoryAsync<EventRaisedEvent>(id, events.Length);
        return id;
    }
}
