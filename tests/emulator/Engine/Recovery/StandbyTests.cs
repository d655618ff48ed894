using Daoban.Emulator.Engine;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Recovery;

/// <summary>Invariant 6: one process owns the hub; the others' clients work, and one of them takes over.</summary>
public sealed class StandbyTests(AzuriteFixture azurite)
{
    private static Tasks Waiting => new Tasks()
        .Orchestrator("Main", async context => await context.WaitForExternalEvent<int>("go"));

    [Fact]
    public async Task Standby_ClientCalls_ReachTheOwner()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        await hub.StartAsync(Waiting);
        DurableEngine standby = hub.Prepare(Waiting);
        await standby.StartAsync(token);

        string id = await standby.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        await standby.Client.WaitForInstanceStartAsync(id, token);
        await standby.Client.RaiseEventAsync(id, "go", 5, token);
        OrchestrationMetadata end = await standby.Client.WaitForInstanceCompletionAsync(id, true, token);

        Assert.Null(standby.Owner);
        Assert.Equal(5, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Standby_ScheduledStart_IsKeptByTheOwner()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        await hub.StartAsync(Waiting);
        DurableEngine standby = hub.Prepare(Waiting);

        DateTimeOffset due = DateTimeOffset.UtcNow.AddSeconds(3);
        string id = await standby.Client.ScheduleNewOrchestrationInstanceAsync(
            "Main", new StartOrchestrationOptions(StartAt: due), token);
        OrchestrationMetadata started = await standby.Client.WaitForInstanceStartAsync(id, token);

        Assert.True(started.LastUpdatedAt >= due, $"Started at {started.LastUpdatedAt:o}, due at {due:o}.");
    }

    [Fact]
    public async Task Standby_OwnerDies_TakesOverWithWhatWasAcknowledged()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine owner = await hub.StartAsync(Waiting);
        DurableEngine standby = hub.Prepare(Waiting);
        await standby.StartAsync(token);
        string id = await owner.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        await owner.Client.WaitForInstanceStartAsync(id, token);
        Assert.False(standby.Owns.IsCompleted);

        await owner.AbandonAsync();
        await standby.Client.RaiseEventAsync(id, "go", 6, token);
        OrchestrationMetadata end = await standby.Client.WaitForInstanceCompletionAsync(id, true, token);

        await standby.Owns.WaitAsync(token);
        Assert.Equal(6, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task HotInstances_MoreThanMayStay_AreReplayedWhenTheyAreNeeded()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = hub.Prepare(Waiting, maxHotInstances: 1);
        await engine.StartAsync(token);
        string[] ids = [.. Enumerable.Range(0, 6).Select(number => $"id{number}")];
        foreach (string id in ids)
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions(id), token);
            await engine.Client.WaitForInstanceStartAsync(id, token);
        }

        await engine.Owns.WaitAsync(token);
        await Eventually.HoldsAsync(() => ids.Count(id => engine.Owner!.Find(id) is not null) <= 2);
        foreach (string id in ids)
        {
            await engine.Client.RaiseEventAsync(id, "go", 1, token);
            await engine.Client.WaitForInstanceCompletionAsync(id, token);
        }
    }
}
