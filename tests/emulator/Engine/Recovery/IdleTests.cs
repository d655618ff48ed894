using Daoban.Emulator.Engine;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Tests.Engine.Recovery;

/// <summary>Invariant 5: what waits costs nothing, however much of it there is.</summary>
public sealed class IdleTests(AzuriteFixture azurite)
{
    private static Tasks Waiting => new Tasks()
        .Orchestrator("Main", async context => await context.WaitForExternalEvent<int>("go", TimeSpan.FromDays(30)));

    [Theory]
    [InlineData(3)]
    [InlineData(150)]
    public async Task Restart_WithInstancesThatWait_ReadsOnlyTheOneWithWork(int waiting)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        DurableEngine first = await hub.StartAsync(Waiting);
        await Task.WhenAll(Enumerable.Range(0, waiting).Select(number => BeginAsync(first, $"case-{number}")));
        await first.StopAsync(token);
        await hub.Prepare(Waiting).Client.RaiseEventAsync("case-1", "go", 5, token);
        int before = hub.Proxy.Exchanges.Count;

        DurableEngine second = await hub.StartBehindProxyAsync(Waiting);
        await second.Client.WaitForInstanceCompletionAsync("case-1", token);

        string[] read = [.. hub.Proxy.Exchanges.Skip(before)
            .Where(exchange => exchange.Service is StorageService.Table && exchange.Method == "GET")
            .Select(exchange => Uri.UnescapeDataString(exchange.Target))];
        Assert.DoesNotContain(
            read, target => target.Contains("i|case-", StringComparison.Ordinal)
                && !target.Contains("i|case-1'", StringComparison.Ordinal));
        Assert.DoesNotContain(read, target => target.Contains("NextRowKey", StringComparison.Ordinal));
        Assert.Null(second.Owner!.Find("case-0"));
    }

    private static async Task BeginAsync(DurableEngine engine, string id)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions(id));
        await engine.Client.WaitForInstanceStartAsync(id);
    }
}
