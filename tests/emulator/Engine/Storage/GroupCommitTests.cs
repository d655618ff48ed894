using System.Text.RegularExpressions;
using Azure;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Turns of different instances that share transactions, and what becomes of a group that goes awry.</summary>
public sealed partial class GroupCommitTests(AzuriteFixture azurite)
{
    private static readonly Tasks Chain = new Tasks()
        .Activity<int, int>("AddOne", x => x + 1)
        .Orchestrator("Main", async context =>
        {
            int sum = 0;
            for (int step = 0; step < 5; step++)
            {
                sum = await context.CallActivityAsync<int>("AddOne", sum);
            }

            return sum;
        });

    [Fact]
    public async Task ManyInstances_TakeUnderThreeRequestsEachAndNoTurnTogetherWithTheNext()
    {
        await using FragileHub hub = await FragileHub.CreateAsync(
            azurite.ConnectionString, new StorageProxyOptions { KeepExchanges = true });
        DurableEngine engine = await hub.StartBehindProxyAsync(Chain);
        int before = hub.Proxy.Exchanges.Count;

        OrchestrationMetadata[] ends = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RunAsync(engine)));

        StorageExchange[] own = [.. hub.Proxy.Exchanges.Skip(before)];
        Assert.All(ends, end => Assert.Equal(5, end.ReadOutputAs<int>()));
        Assert.True(own.Length < 3 * ends.Length, $"{own.Length} requests.");
        string[][] groups = [.. own.Where(exchange => exchange.Path.EndsWith("$batch", StringComparison.Ordinal))
            .Select(exchange => InstanceRow().Matches(Uri.UnescapeDataString(exchange.RequestText))
                .Select(match => match.Value).ToArray())];
        Assert.Contains(groups, group => group.Length > 1);
        Assert.All(groups, group => Assert.Equal(group.Distinct(), group));
    }

    [Fact]
    public async Task Group_WithOneBadRow_StoresTheOthers()
    {
        (HubStorage storage, HubWrites writes) = await OpenAsync(azurite.ConnectionString);
        InstanceState stale = New("stale") with { ETag = new ETag("W/\"other\"") };

        Task<IReadOnlyList<ETag>>[] commits =
        [
            CommitAsync(storage, writes, null, New("a")),
            CommitAsync(storage, writes, stale, stale),
            CommitAsync(storage, writes, null, New("b")),
        ];

        await Assert.ThrowsAsync<CommitConflictException>(() => commits[1]);
        await commits[0];
        await commits[2];
        Assert.NotNull(await storage.ReadStatusAsync("a", TestContext.Current.CancellationToken));
        Assert.NotNull(await storage.ReadStatusAsync("b", TestContext.Current.CancellationToken));
        Assert.Null(await storage.ReadStatusAsync("stale", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Group_WithoutAnAnswer_IsStoredOnceEach(bool acted)
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        (HubStorage storage, HubWrites writes) = await OpenAsync(proxy.ConnectionString);
        int faults = 0;
        Func<StorageExchange, Task<ProxyAction>> breakGroup = exchange => Task.FromResult(
            InstanceRow().Count(exchange.RequestText) > 1 && Interlocked.Increment(ref faults) == 1
                ? ProxyAction.Drop
                : ProxyAction.Pass);
        proxy.BeforeForward = acted ? null : breakGroup;
        proxy.AfterAnswer = acted ? breakGroup : null;
        InstanceState[] states = [.. Enumerable.Range(0, 20).Select(number => New($"i{number}"))];

        IReadOnlyList<ETag>[] etags = await Task.WhenAll(
            states.Select(state => CommitAsync(storage, writes, null, state)));

        Assert.True(faults > 0, "No group was broken.");
        for (int at = 0; at < states.Length; at++)
        {
            InstanceState? stored =
                await storage.ReadStatusAsync(states[at].InstanceId, TestContext.Current.CancellationToken);
            Assert.Equal(states[at].CommitId, stored!.CommitId);
            Assert.Equal(stored.ETag, etags[at][0]);
        }
    }

    [Fact]
    public async Task Writes_AfterTheEnd_AreCancelledAndNotStored()
    {
        using var end = new CancellationTokenSource();
        HubStorage storage = await OpenHubAsync(azurite.ConnectionString);
        var writes = new HubWrites(storage, NullLogger.Instance, end.Token);
        await end.CancelAsync();

        Task<IReadOnlyList<ETag>>[] commits =
            [.. Enumerable.Range(0, 5).Select(number => CommitAsync(storage, writes, null, New($"i{number}")))];

        foreach (Task commit in commits)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commit);
        }

        Assert.Null(await storage.ReadStatusAsync("i0", TestContext.Current.CancellationToken));
    }

    private static async Task<OrchestrationMetadata> RunAsync(DurableEngine engine)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        return await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, token);
    }

    private static Task<IReadOnlyList<ETag>> CommitAsync(
        HubStorage storage, HubWrites writes, InstanceState? before, InstanceState after) => writes.Turns.CommitAsync(
            new TurnCommit(storage.PartitionOf(after.InstanceId), before, after, []),
            TestContext.Current.CancellationToken);

    private static InstanceState New(string id) => new()
    {
        InstanceId = id,
        Name = "Main",
        ExecutionId = "e",
        CommitId = Guid.NewGuid(),
        Sequence = 1,
    };

    private static async Task<(HubStorage Storage, HubWrites Writes)> OpenAsync(string connectionString)
    {
        HubStorage storage = await OpenHubAsync(connectionString);
        return (storage, new HubWrites(storage, NullLogger.Instance, CancellationToken.None));
    }

    // One shard: what comes while the first write is under way is one group.
    private static Task<HubStorage> OpenHubAsync(string connectionString) => HubStorage.OpenAsync(
        new StorageClients(connectionString), $"g{Guid.NewGuid():N}", shards: 1, TestContext.Current.CancellationToken);

    // Not the addresses of the rows, which the request repeats.
    [GeneratedRegex(@"(?<=""RowKey"":"")i\|[^""]+")]
    private static partial Regex InstanceRow();
}
