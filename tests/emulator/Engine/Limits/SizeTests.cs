using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Limits;

/// <summary>Turns and histories beyond what one storage transaction or one row can hold.</summary>
public class SizeTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task FanOut_ThreeHundredActivities_AllAnswer()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("Main", async context => (await Task.WhenAll(
                Enumerable.Range(0, 300).Select(x => context.CallActivityAsync<int>("Double", x)))).Sum()));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(300 * 299, end.ReadOutputAs<int>());
        Assert.Equal(300, (await host.HistoryAsync(end.InstanceId)).OfType<TaskCompletedEvent>().Count());
    }

    [Fact]
    public async Task FanOut_ThreeHundredTimers_AllFireOnce()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context => Task.WhenAll(
            Enumerable.Range(1, 300)
                .Select(x => context.CreateTimer(TimeSpan.FromSeconds(x), CancellationToken.None)))));
        string id = await host.BeginAsync("Main");
        host.Clock.Advance(TimeSpan.FromSeconds(150));
        await host.HistoryAsync<TimerFiredEvent>(id, 150);
        host.Clock.Advance(TimeSpan.FromSeconds(150));

        await host.EndAsync(id);

        Assert.Equal(
            Enumerable.Range(0, 300),
            (await host.HistoryAsync(id)).OfType<TimerFiredEvent>().Select(fired => fired.TimerId).Order());
    }

    [Fact]
    public async Task FanOut_TimersCancelledTogether_CompleteAtOnce()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task all = Task.WhenAll(
                Enumerable.Range(1, 200).Select(x => context.CreateTimer(TimeSpan.FromDays(1), cancel.Token)));
            await context.WaitForExternalEvent<int>("go");
            cancel.Cancel();
            await Expect.ThrownAsync<TaskCanceledException>(all);
            return "cancelled";
        }));
        string id = await host.BeginAsync("Main");
        await host.Client.RaiseEventAsync(id, "go", 1);

        Assert.Equal("cancelled", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task FanOut_HundredChildren_OverAllShardsAnswer()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => Task.FromResult(context.GetInput<int>()))
            .Orchestrator("Main", async context => (await Task.WhenAll(
                Enumerable.Range(0, 100).Select(x => context.CallSubOrchestratorAsync<int>("Child", x)))).Sum()));

        Assert.Equal(100 * 99 / 2, (await host.RunAsync("Main")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Events_TwoHundredFromOneOrchestrator_ArriveInOrder()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Collect", async context =>
            {
                List<int> seen = [];
                while (seen.Count < 200)
                {
                    seen.Add(await context.WaitForExternalEvent<int>("E"));
                }

                return seen;
            })
            .Orchestrator("Send", context =>
            {
                for (int number = 0; number < 200; number++)
                {
                    context.SendEvent(context.GetInput<string>()!, "E", number);
                }

                return Task.FromResult(1);
            }));
        string target = await host.BeginAsync("Collect");
        await host.RunAsync("Send", target);

        OrchestrationMetadata end = await host.EndAsync(target);

        Assert.Equal(Enumerable.Range(0, 200), end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task Events_HundredFromOneClientInTurn_ArriveInOrder()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Collect", async context =>
        {
            List<int> seen = [];
            while (seen.Count < 100)
            {
                seen.Add(await context.WaitForExternalEvent<int>("E"));
            }

            return seen;
        }));
        string id = await host.BeginAsync("Collect");
        for (int number = 0; number < 100; number++)
        {
            await host.Client.RaiseEventAsync(id, "E", number);
        }

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(Enumerable.Range(0, 100), end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task Generations_HundredWithoutAWait_ReachTheLast()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Count", context =>
        {
            int round = context.GetInput<int>();
            if (round < 100)
            {
                context.ContinueAsNew(round + 1);
            }

            return Task.FromResult(round);
        }));

        Assert.Equal(100, (await host.RunAsync("Count", 0)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task History_OfManyLargeResults_IsKeptWholeOverARestart()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, string>(
                "Large", x => string.Concat(Enumerable.Range(x * 1000, 1000).Select(number => $"{number:x8}")))
            .Orchestrator("Main", async context =>
            {
                int length = 0;
                for (int step = 0; step < 60; step++)
                {
                    length += (await context.CallActivityAsync<string>("Large", step)).Length;
                }

                return length + await context.WaitForExternalEvent<int>("go");
            }));
        string id = await host.BeginAsync("Main");
        await host.HistoryAsync<TaskCompletedEvent>(id, 60);
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 1);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal((60 * 8000) + 1, end.ReadOutputAs<int>());
        Assert.All(
            (await host.HistoryAsync(id)).OfType<TaskCompletedEvent>(),
            result => Assert.Equal(8002, result.Result.Length));
    }
}
