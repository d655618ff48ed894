using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>Invariants 1 to 3 and 7 under many accidents at once.</summary>
public sealed class ChaosTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private const int MostKills = 6;

    private readonly AzuriteFixture azurite = azurite;

    [Fact]
    public async Task RandomOrchestrations_EnginesKilledAllTheTime_LoseAndDoubleNothing()
    {
        var random = new Random(1);
        FakeTimeProvider clock = NewClock();
        string hub = $"c{Guid.NewGuid():N}";
        EngineHost owner = await Prepare(ChaosLoad.Tasks, hub, clock).StartAsync();
        EngineHost caller = Prepare(ChaosLoad.Tasks, hub, clock);
        int kills = 0;

        await new ChaosLoad(random, 8).RunAsync(caller, async () =>
        {
            // Each engine gets as far as to own the hub, so that the load goes on however slow the machine is.
            if (kills < MostKills && owner.Owns)
            {
                kills++;
                await owner.KillAsync();
                await owner.StartAsync();
            }
        });

        Assert.True(kills > 2, $"Only {kills} kills.");
    }

    [Fact]
    public async Task Stop_StorageGone_StillEnds()
    {
        StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        EngineHost owner =
            await Prepare(ChaosLoad.Tasks, $"c{Guid.NewGuid():N}", NewClock(), proxy.ConnectionString).StartAsync();
        var random = new Random(1);
        await owner.BeginAsync("Collect", (1, 0));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => owner.ScheduleAsync("Plan", ChaosPlan.Make(random, 8))));
        await proxy.DisposeAsync();

        Exception? failure = await Record.ExceptionAsync(owner.StopAsync);

        Assert.Null(failure);
    }

    [Fact]
    public async Task RandomOrchestrations_StorageFailingAllTheTime_LoseAndDoubleNothing()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        FakeTimeProvider clock = NewClock();
        EngineHost owner =
            await Prepare(ChaosLoad.Tasks, $"c{Guid.NewGuid():N}", clock, proxy.ConnectionString).StartAsync();
        var faults = new FaultPlan(seed: 1);
        proxy.BeforeForward = _ => Accident();
        proxy.AfterAnswer = _ => Accident();

        await new ChaosLoad(new Random(1), 8).RunAsync(owner, () => Task.CompletedTask);

        proxy.BeforeForward = null;
        proxy.AfterAnswer = null;
        await owner.StopAsync();
        Assert.True(faults.Made > 5, $"Only {faults.Made} faults.");

        Task<ProxyAction> Accident() => Task.FromResult(faults.Next());
    }
}
