using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;
using Microsoft.DurableTask.Client;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>
/// The demonstration against an application that is killed again and again, at storage requests picked by a seed.
/// Storage is never killed: Azurite would lose what it acknowledged.
/// </summary>
public sealed class KillTests
{
    private const int MostPlaces = 34;
    private const int WantedPlaces = 30;

    // The first start alone may be killed once or twice before it has a hub.
    private const int WantedWithHub = 25;

    // In storage requests. A start alone takes about 45.
    private static readonly (int Fewest, int Most) ShortLife = (40, 110);
    private static readonly (int Fewest, int Most) LongLife = (130, 240);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan PaymentValidFor = TimeSpan.FromSeconds(40);
    // A mark that a killed process left behind is put off for 20, 40, 80, then 160 s before it is looked at again.
    private static readonly TimeSpan OutboxPatience = TimeSpan.FromMinutes(6);

    [Theory]
    [InlineData(KillMoment.BeforeServerActed, 20261123)]
    [InlineData(KillMoment.AfterServerActed, 20261124)]
    public async Task Demo_AppKilledAtManyStorageRequests_EndsAsIfNeverKilled(KillMoment moment, int seed)
    {
        await using RunningSystem system = await RunningSystem.StartAsync(
            new SystemOptions { PaymentValidFor = PaymentValidFor });
        await using var history = new CommittedHistory(system.Azurite.ConnectionString);
        using var http = new HttpClient();
        var log = new OutputLog();
        var killer = new KillSwitch(system.Storage, moment, seed, () => system.App)
        {
            ShortLife = ShortLife,
            LongLife = LongLife,
            MostPlaces = MostPlaces,
        };

        Task<IReadOnlyList<ScenarioResult>> demo = PlayAsync(system.Scenarios(http, Patience, log), killer);
        var keeper = new AppKeeper(system, killer, history, log);
        IReadOnlyList<KillPoint> points = await keeper.KeepAliveUntilAsync(demo);
        IReadOnlyList<ScenarioResult> results = await demo;

        int places = points.Select(point => point.Place).Distinct().Count();
        log.Write($"{points.Count} kills at {places} places, {keeper.KillsWithHub} with a hub, {keeper.Summary}");
        Assert.All(results, result => Assert.Null(result.Failure));
        Assert.True(places >= WantedPlaces, $"only {places} different places");
        Assert.True(keeper.KillsWithHub >= WantedWithHub, $"only {keeper.KillsWithHub} kills with a hub");
        var state = new FinalState(person => system.Staff(http, person), system.Azurite.ConnectionString);
        foreach (ScenarioResult result in results)
        {
            await state.VerifyAsync(result);
        }

        await state.VerifyNothingIsLeftAsync(OutboxPatience);
        var proofs = new ProofCheck(system.Staff(http, "auditor"), system.Azurite.ConnectionString);
        foreach (ScenarioResult result in results)
        {
            await proofs.VerifyCaseAsync(result.CaseId);
        }

        await proofs.VerifyAccessChainsAsync();
        IReadOnlyDictionary<OrchestrationRuntimeStatus, int> statuses = await history.StatusesAsync();
        Assert.Equal([OrchestrationRuntimeStatus.Completed], statuses.Keys);
        Assert.Equal(
            results.Count + results.Count(result => result.OrderId is not null),
            statuses[OrchestrationRuntimeStatus.Completed]);
    }

    private static async Task<IReadOnlyList<ScenarioResult>> PlayAsync(DemoScenarios scenarios, KillSwitch killer)
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        Task<ScenarioResult[]> five = scenarios.RunAllAsync(cancelled);
        List<ScenarioResult> more = [];
        // How far a process gets before it dies depends on the machine; some need more cases for as many kills.
        while (killer.Places < WantedPlaces && more.TrueForAll(result => result.Passed))
        {
            more.AddRange(await Task.WhenAll(scenarios.RunPaidAsync(cancelled), scenarios.RunFreeAsync(cancelled)));
        }

        return [.. await five, .. more];
    }
}
