using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 7.4: events that a generation leaves to the next one.</summary>
public class ContinueAsNewEventTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S7_4_BufferedEvents_AreCarriedOverGroupedByName()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(1);
                return [];
            }

            return new[]
            {
                await context.WaitForExternalEvent<string>("A"), await context.WaitForExternalEvent<string>("A"),
                await context.WaitForExternalEvent<string>("B"),
            };
        }));
        string id = await host.BeginAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "A", "A1");
        await host.Client.RaiseEventAsync(id, "B", "B1");
        await host.Client.RaiseEventAsync(id, "A", "A2");
        await host.Client.RaiseEventAsync(id, "go", 1);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(["A1", "A2", "B1"], end.ReadOutputAs<string[]>()!);
        Assert.Equal(
            ["\"A1\"", "\"A2\"", "\"B1\""],
            (await host.HistoryAsync(id)).OfType<EventRaisedEvent>().Select(raised => raised.Input));
    }

    [Fact]
    public async Task S7_4_PreserveFalse_DropsBufferedEvents()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<int>("go");
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return "";
            }

            return await context.WaitForExternalEvent<string>("A");
        }));
        string id = await host.BeginAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "A", "dropped");
        await host.Client.RaiseEventAsync(id, "go", 1);
        await host.UntilAsync(id, state => state.SerializedInput == "1");
        await host.Client.RaiseEventAsync(id, "A", "kept");

        Assert.Equal("kept", (await host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S7_4_EventsAfterTheCall_StandInTheFirstFrame()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1);
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                return "";
            }

            return await context.WaitForExternalEvent<string>("A");
        }));
        string id = await host.BeginAsync("Main", 0);
        await host.Client.RaiseEventAsync(id, "A", "carried");
        await host.HistoryAsync<EventRaisedEvent>(id);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal("carried", end.ReadOutputAs<string>());
        Assert.StartsWith(
            "S ExecutionStarted EventRaised C",
            HistoryText.Write(await host.HistoryAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S7_4_WaitingForever_LosesNoEventBetweenGenerations()
    {
        const int Count = 40;
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Sum", async context =>
        {
            (int seen, int sum) = context.GetInput<(int, int)>();
            sum += await context.WaitForExternalEvent<int>("E");
            if (seen + 1 < Count)
            {
                context.ContinueAsNew((seen + 1, sum));
            }

            return sum;
        }));
        string id = await host.BeginAsync("Sum", (0, 0));
        await Task.WhenAll(Enumerable.Range(1, Count).Select(number => host.Client.RaiseEventAsync(id, "E", number)));

        Assert.Equal(Count * (Count + 1) / 2, (await host.EndAsync(id)).ReadOutputAs<int>());
    }
}
