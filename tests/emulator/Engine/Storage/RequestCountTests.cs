using Daoban.Emulator.Engine;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>What an orchestration costs in storage requests, those of its client included.</summary>
public sealed class RequestCountTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task FiveActivities_Alone_TakeAtMostEightRequests()
    {
        await using FragileHub hub = await FragileHub.CreateAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        DurableEngine engine = await hub.StartBehindProxyAsync(new Tasks()
            .Activity<int, int>("AddOne", x => x + 1)
            .Orchestrator("Main", async context =>
            {
                int sum = 0;
                for (int step = 0; step < 5; step++)
                {
                    sum = await context.CallActivityAsync<int>("AddOne", sum);
                }

                return sum;
            }));
        int before = hub.Proxy.Exchanges.Count;

        CancellationToken token = TestContext.Current.CancellationToken;
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, token);

        // The watch for other processes' messages runs beside it, whatever the load, and slower and slower.
        StorageExchange[] own = [.. hub.Proxy.Exchanges.Skip(before).Where(exchange =>
            exchange.Service is StorageService.Table && !Uri.UnescapeDataString(exchange.Target).Contains("'bell'"))];
        Assert.Equal(5, end.ReadOutputAs<int>());
        Assert.True(own.Length <= 8, string.Join('\n', own.Select(exchange => $"{exchange.Method} {exchange.Target}")));
        TestContext.Current.SendDiagnosticMessage("{0} requests", own.Length);
    }
}
