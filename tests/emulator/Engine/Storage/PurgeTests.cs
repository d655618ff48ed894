using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>What stays in storage when instances are purged, replaced or terminated: nothing.</summary>
public sealed class PurgeTests(AzuriteFixture azurite)
{
    private static readonly string Large = new('x', 200_000);

    private static Tasks Scenario => new Tasks()
        .Activity<int, string>("Noise", seed => Convert.ToBase64String(Bytes(seed)))
        .Orchestrator("Long", async context =>
        {
            for (int seed = 0; seed < 40; seed++)
            {
                await context.CallActivityAsync<string>("Noise", seed);
            }

            return context.GetInput<string>()?.Length;
        })
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int?>(
            "Long", options: new SubOrchestrationOptions(instanceId: "child")))
        .Orchestrator("Again", async context =>
        {
            int left = await context.WaitForExternalEvent<int>("left");
            if (left > 0)
            {
                context.ContinueAsNew(Large);
            }

            return left;
        })
        .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("go"));

    [Fact]
    public async Task Purge_ParentWithLongHistories_LeavesNothing()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync();
        await using FragileHub _ = hub;
        await RunAsync(engine, "Parent", "parent", input: null);

        PurgeResult result =
            await engine.Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(2, result.PurgedInstanceCount);
        Assert.Empty(await RowsAsync(storage));
    }

    [Fact]
    public async Task Purge_CutOffAfterSomeRowsWereGone_CanBeRepeated()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync();
        await using FragileHub _ = hub;
        await RunAsync(engine, "Long", "case", Large);
        string segment = (await RowsAsync(storage)).First(key => key.StartsWith("h|", StringComparison.Ordinal));
        await storage.Table.DeleteEntityAsync(storage.PartitionOf("case"), segment, ETag.All);

        PurgeResult result = await engine.Client.PurgeInstanceAsync("case", new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(1, result.PurgedInstanceCount);
        Assert.Empty(await RowsAsync(storage));
    }

    [Fact]
    public async Task Purge_ByFilter_LeavesAParentWhoseChildRunsAndTakesTheOthers()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync(Scenario.Orchestrator(
            "Parent", context =>
            {
                // Not awaited, and not waited for either: only a terminate ends a parent before its children.
                return context.CallSubOrchestratorAsync<int>(
                    "Wait", options: new SubOrchestrationOptions(instanceId: "child"));
            }));
        await using FragileHub _ = hub;
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("parent"));
        await engine.Client.WaitForInstanceStartAsync("child");
        await engine.Client.TerminateInstanceAsync("parent");
        await engine.Client.WaitForInstanceCompletionAsync("parent");
        await RunAsync(engine, "Long", "other", input: null);

        PurgeResult result = await engine.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(), new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(1, result.PurgedInstanceCount);
        Assert.Equal(
            ["i|child", "i|parent"],
            (await RowsAsync(storage)).Where(key => key.StartsWith("i|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Restart_OfALongHistory_LeavesNoRowOfTheFormerOne()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync();
        await using FragileHub _ = hub;
        await RunAsync(engine, "Long", "case", Large);
        string former = (await storage.ReadStatusAsync("case", default))!.ExecutionId;

        await engine.Client.RestartAsync("case");
        await engine.Client.WaitForInstanceCompletionAsync("case");

        Assert.DoesNotContain(
            await RowsAsync(storage), key => key.Contains(former, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ContinueAsNew_WithLargeInputs_KeepsOnlyTheLastOne()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync();
        await using FragileHub _ = hub;
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Again", Large, new StartOrchestrationOptions("case"));
        for (int left = 3; left >= 0; left--)
        {
            await engine.Client.RaiseEventAsync("case", "left", left);
        }

        await engine.Client.WaitForInstanceCompletionAsync("case");

        await Eventually.HoldsAsync(() => Blobs(storage).Count() == 1);
    }

    [Fact]
    public async Task Terminate_OfAScheduledStart_TakesItsTimerAlong()
    {
        (DurableEngine engine, HubStorage storage, FragileHub hub) = await StartAsync();
        await using FragileHub _ = hub;
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions("case", DateTimeOffset.UtcNow.AddDays(1)));

        await engine.Client.TerminateInstanceAsync("case");
        await engine.Client.WaitForInstanceCompletionAsync("case");

        Assert.DoesNotContain(await RowsAsync(storage), key => key.StartsWith("t|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Timer_CancelledInTheTurnThatMadeIt_CostsNoRow()
    {
        await using FragileHub hub = await FragileHub.CreateAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        DurableEngine engine = await hub.StartBehindProxyAsync(new Tasks().Orchestrator("Main", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            return await context.WaitForExternalEvent<int>("go", TimeSpan.FromDays(1));
        }));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("case"));
        await engine.Client.WaitForInstanceStartAsync("case");
        await engine.Client.RaiseEventAsync("case", "go", 7);
        await engine.Client.WaitForInstanceCompletionAsync("case");

        Assert.DoesNotContain(hub.Proxy.Exchanges, exchange =>
            exchange.Path.EndsWith("$batch", StringComparison.Ordinal)
            && exchange.ResponseText.Contains("HTTP/1.1 404", StringComparison.Ordinal));
    }

    private static byte[] Bytes(int seed)
    {
        byte[] bytes = new byte[6_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static async Task RunAsync(DurableEngine engine, string name, string id, string? input)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
    }

    /// <summary>Keys of all rows but tombstones, which keep late repetitions away, and those of the hub.</summary>
    private static async Task<string[]> RowsAsync(HubStorage storage)
    {
        List<string> keys = [];
        foreach (string partition in storage.Partitions)
        {
            await foreach (TableEntity row in storage.Table.QueryAsync<TableEntity>(
                row => row.PartitionKey == partition))
            {
                if (!row.ContainsKey(MessageRows.ConsumedAt))
                {
                    keys.Add(row.RowKey);
                }
            }
        }

        return [.. keys.Order(StringComparer.Ordinal), .. Blobs(storage)];
    }

    private static IEnumerable<string> Blobs(HubStorage storage) => storage.Container
        .GetBlobs(cancellationToken: TestContext.Current.CancellationToken)
        .Select(blob => blob.Name)
        .Where(name => name.StartsWith("payloads/", StringComparison.Ordinal));

    private async Task<(DurableEngine Engine, HubStorage Storage, FragileHub Hub)> StartAsync(Tasks? tasks = null)
    {
        FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = await hub.StartAsync(tasks ?? Scenario);
        return (engine, await engine.OpenAsync(default), hub);
    }
}
