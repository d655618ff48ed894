using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 7: continue-as-new. Events carried over: <see cref="ContinueAsNewEventTests"/>.</summary>
public class ContinueAsNewTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S7_1_LastCallWins_ReturnValueIgnored_CodeAfterRuns()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<string, string>("Echo", x => x!)
            .Orchestrator("Main", async context =>
            {
                string? input = context.GetInput<string>();
                if (input is null)
                {
                    context.ContinueAsNew("first");
                    string echoed = await context.CallActivityAsync<string>("Echo", "after");
                    context.ContinueAsNew($"second {echoed}");
                }

                return input ?? "ignored";
            }));

        Assert.Equal("second after", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S7_1_PendingTimer_HoldsBackTheNextGeneration()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.CreateTimer(TimeSpan.FromSeconds(5), CancellationToken.None);
                context.ContinueAsNew(1);
            }

            return Task.FromResult(context.CurrentUtcDateTime);
        }));
        DateTime start = host.Now;
        string id = await host.BeginAsync("Main");
        host.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(start.AddSeconds(5), (await host.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task S7_1_ExceptionAfterTheCall_Fails()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", Task (context) =>
        {
            context.ContinueAsNew(1);
            throw new InvalidOperationException("after");
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            (OrchestrationRuntimeStatus.Failed, "after"), (end.RuntimeStatus, end.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task S7_2_NextGeneration_KeepsIdentityAndBeginsAnew()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            if (context.GetInput<string>() == "one")
            {
                context.ContinueAsNew("two");
            }

            return $"{context.InstanceId} {context.Version} {context.NewGuid()}";
        }));
        var tags = new Dictionary<string, string> { ["a"] = "1" };
        string id =
            await host.BeginAsync(
                "Main", "one", new StartOrchestrationOptions("main-1") { Tags = tags, Version = "1.5" });
        ExecutionStartedEvent first = (await host.HistoryAsync(id)).OfType<ExecutionStartedEvent>().Single();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.UntilAsync(id, state => state.SerializedInput == "\"two\"");
        DateTime secondStart = host.Now;
        await host.Client.RaiseEventAsync(id, "go", 2);

        OrchestrationMetadata end = await host.EndAsync(id);

        ExecutionStartedEvent second = (await host.HistoryAsync(id)).OfType<ExecutionStartedEvent>().Single();
        Assert.Equal($"main-1 1.5 {DeterministicGuid.Of("main-1", secondStart, 0)}", end.ReadOutputAs<string>());
        Assert.Equal(("Main", "\"two\"", "1"), (end.Name, end.SerializedInput, end.Tags["a"]));
        Assert.Equal(secondStart, end.CreatedAt.UtcDateTime);
        Assert.NotEqual(first.OrchestrationInstance.ExecutionId, second.OrchestrationInstance.ExecutionId);
        Assert.True(Guid.TryParseExact(second.OrchestrationInstance.ExecutionId, "N", out _));
        Assert.Null(second.Generation);
    }

    [Fact]
    public async Task S7_2_NewVersion_IsTheNextGenerations()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 1, NewVersion = "0.7" });
            }

            return Task.FromResult($"can={context.Version}");
        }));

        Assert.Equal("can=0.7", (await host.RunAsync("Main", 0)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S7_3_NewHistory_BeginsWithAFrameOfItsOwn()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.ContinueAsNew(1);
                    return 0;
                }

                return await context.CallActivityAsync<int>("Echo", 1);
            }));

        OrchestrationMetadata end = await host.RunAsync("Main", 0);

        Assert.Equal(
            "S ExecutionStarted C TaskScheduled(0) C S TaskCompleted→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }

    [Fact]
    public async Task S7_5_CustomStatus_StaysUntilTheNextGenerationsNextEpisode()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SetCustomStatus("from gen0");
                context.ContinueAsNew(1);
                return;
            }

            await context.WaitForExternalEvent<int>("go");
            await context.WaitForExternalEvent<int>("end");
        }));
        string id = await host.ScheduleAsync("Main", 0);
        OrchestrationMetadata carried = await host.UntilAsync(id, state => state.SerializedInput == "1");
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);

        OrchestrationMetadata cleared = await host.ReadAsync(id);

        Assert.Equal("from gen0", carried.ReadCustomStatusAs<string>());
        Assert.Null(cleared.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task S7_5_CustomStatus_NextGenerationEndsInTheSameEpisode_StaysOnTheInstance()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SetCustomStatus("can called");
                context.ContinueAsNew(1);
            }

            return Task.FromResult(context.GetInput<int>());
        }));

        OrchestrationMetadata end = await host.RunAsync("Main", 0);

        Assert.Equal((1, "can called"), (end.ReadOutputAs<int>(), end.ReadCustomStatusAs<string>()));
    }

    [Fact]
    public async Task S7_6_Status_StaysRunningAndTheWaitIsForTheLastGeneration()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            int round = context.GetInput<int>();
            await context.WaitForExternalEvent<int>("go");
            if (round < 2)
            {
                context.ContinueAsNew(round + 1);
            }

            return round;
        }));
        string id = await host.BeginAsync("Main", 0);
        Task<OrchestrationMetadata> end = host.EndAsync(id);
        for (int round = 0; round < 3; round++)
        {
            OrchestrationMetadata state = await host.UntilAsync(id, state => state.ReadInputAs<int>() == round);
            Assert.Equal(OrchestrationRuntimeStatus.Running, state.RuntimeStatus);
            await host.Client.RaiseEventAsync(id, "go", round);
        }

        Assert.Equal(2, (await end).ReadOutputAs<int>());
    }

    [Fact]
    public async Task S7_7_CancelledTimerOfTheGenerationBefore_IsIgnored()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                using var cancel = new CancellationTokenSource();
                _ = context.CreateTimer(TimeSpan.FromMinutes(1), cancel.Token);
                await context.WaitForExternalEvent<int>("go");
                cancel.Cancel();
                context.ContinueAsNew(1);
                return default;
            }

            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        DateTime start = host.Now;
        string id = await host.BeginAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.UntilAsync(id, state => state.SerializedInput == "1");
        await host.HistoryAsync<TimerCreatedEvent>(id);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Client.RaiseEventAsync(id, "marker", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);
        host.Clock.Advance(TimeSpan.FromMinutes(59));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(start.AddHours(1), end.ReadOutputAs<DateTime>());
        Assert.Single((await host.HistoryAsync(id)).OfType<TimerFiredEvent>());
    }
}
