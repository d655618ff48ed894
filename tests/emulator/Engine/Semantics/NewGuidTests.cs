using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 11: deterministic ids.</summary>
public sealed class NewGuidTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    /// <summary>Worked out by Python: <c>uuid.uuid5(uuid.UUID('9e952958-…'), name)</c>.</summary>
    [Fact]
    public void S11_1_NewGuid_IsUuid5() => Assert.Equal(
        new Guid("b0aa2090-388a-5045-84eb-63bd0c91370d"),
        DeterministicGuid.Of("main-1", new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc), 0));

    [Fact]
    public async Task S11_1_NewGuid_CountsOnOverEpisodesAndReplays()
    {
        var replays = new ConcurrentQueue<Guid>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            replays.Enqueue(context.NewGuid());
            Guid second = context.NewGuid();
            await context.WaitForExternalEvent<int>("go");
            return new[] { second, context.NewGuid() };
        }));
        DateTime start = host.Now;
        await host.BeginAsync("Main", null, new StartOrchestrationOptions("main-1"));
        await host.RestartAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        DateTime later = host.Now;
        await host.Client.RaiseEventAsync("main-1", "go", 1);

        OrchestrationMetadata end = await host.EndAsync("main-1");

        Assert.Equal(
            [DeterministicGuid.Of("main-1", start, 1), DeterministicGuid.Of("main-1", later, 2)],
            end.ReadOutputAs<Guid[]>()!);
        Assert.Equal(2, replays.Count);
        Assert.Equal([DeterministicGuid.Of("main-1", start, 0)], replays.Distinct());
    }

    [Fact]
    public async Task S11_2_NewGuid_StartsOverInTheNextGeneration()
    {
        var ids = new ConcurrentQueue<Guid>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            ids.Enqueue(context.NewGuid());
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1);
            }
        }));
        string id = await host.BeginAsync("Main", 0);

        await host.EndAsync(id, TimeSpan.FromMinutes(1));

        Assert.Equal(2, ids.Distinct().Count());
    }
}
