using Azure.Data.Tables;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>
/// What does not fit: into a row, into the instance row's share of the history, into one transaction.
/// </summary>
public sealed class BulkTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task LargePayloads_SurviveARestartAndGoWithThePurge()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        Tasks tasks = new Tasks()
            .Activity<string, string>("Echo", text => text!)
            .Orchestrator("Child", async context =>
                await context.CallActivityAsync<string>("Echo", context.GetInput<string>()))
            .Orchestrator("Main", async context =>
            {
                context.SetCustomStatus(new string('岛', 1300));
                string raised = await context.WaitForExternalEvent<string>("go");
                return await context.CallSubOrchestratorAsync<string>("Child", context.GetInput<string>() + raised);
            });
        DurableEngine first = await hub.StartAsync(tasks);
        string input = Noise(200_000);
        string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Main", input, token);
        await first.Client.WaitForInstanceStartAsync(id, token);
        await first.AbandonAsync();
        DurableEngine second = await hub.StartAsync(tasks);
        await second.Client.RaiseEventAsync(id, "go", Noise(100_000), token);

        OrchestrationMetadata end = await second.Client.WaitForInstanceCompletionAsync(id, true, token);
        OrchestrationMetadata? read = await second.Client.GetInstanceAsync(id, true, token);

        Assert.Equal(input + Noise(100_000), end.ReadOutputAs<string>());
        Assert.Equal(input, read?.ReadInputAs<string>());
        Assert.Equal(end.SerializedOutput, read?.SerializedOutput);
        Assert.Equal(2, (await second.Client.PurgeInstanceAsync(
            id, new PurgeInstanceOptions(Recursive: true), token)).PurgedInstanceCount);
        HubStorage storage = await second.OpenAsync(token);
        Assert.DoesNotContain(storage.Container.GetBlobs(cancellationToken: token), blob =>
            blob.Name.StartsWith("payloads/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LongHistory_MovesIntoRowsOfItsOwnAndReplaysFromThem()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        Tasks tasks = new Tasks()
            .Activity<int, string>("Noise", seed => Noise(4_000, seed))
            .Orchestrator("Main", async context =>
            {
                long length = 0;
                for (int round = 0; round < 6; round++)
                {
                    int offset = round * 10;
                    string[] texts = await Task.WhenAll(Enumerable.Range(offset, 10).Select(number =>
                        context.CallActivityAsync<string>("Noise", number)));
                    length += texts.Sum(text => text.Length);
                }

                await context.WaitForExternalEvent<int>("go");
                return length;
            });
        DurableEngine first = await hub.StartAsync(tasks);
        string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        await Eventually.HoldsAsync(async () => (await first.Client.GetOrchestrationHistoryAsync(id, token))
            .OfType<TaskCompletedEvent>().Count() == 60);
        HubStorage storage = await first.OpenAsync(token);
        int segments = await CountAsync(storage, RowKeys.SegmentsOf(id), token);
        await first.AbandonAsync();
        DurableEngine second = await hub.StartAsync(tasks);
        await second.Client.RaiseEventAsync(id, "go", 1, token);

        OrchestrationMetadata end = await second.Client.WaitForInstanceCompletionAsync(id, true, token);

        Assert.Equal(240_000, end.ReadOutputAs<int>());
        Assert.True(segments >= 2, $"{segments} segment rows");
        await second.Client.PurgeInstanceAsync(id, token);
        Assert.Equal(0, await CountAsync(storage, RowKeys.SegmentsOf(id), token));
    }

    [Fact]
    public async Task ManyTimers_OfOneTurn_LeaveNoRowsBehind()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = await hub.StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            using var cancel = new CancellationTokenSource();
            Task[] late = [.. Enumerable.Range(0, 120).Select(number =>
                context.CreateTimer(TimeSpan.FromMinutes(10 + number), cancel.Token))];
            await Task.WhenAll(Enumerable.Range(0, 120).Select(number =>
                context.CreateTimer(TimeSpan.FromMilliseconds(number), CancellationToken.None)));
            cancel.Cancel();
            return late.Count(timer => timer.IsCanceled);
        }));
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);

        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(id, true, token);

        Assert.Equal(120, end.ReadOutputAs<int>());
        IList<HistoryEvent> history = await engine.Client.GetOrchestrationHistoryAsync(id, token);
        Assert.Equal(120, history.OfType<TimerFiredEvent>().Select(fired => fired.TimerId).Distinct().Count());
        Assert.Equal(120, history.OfType<TimerFiredEvent>().Count());
        HubStorage storage = await engine.OpenAsync(token);
        await Eventually.HoldsAsync(async () => await CountAsync(storage, RowKeys.Timers, token) == 0);
    }

    [Fact]
    public async Task ManyChildren_OfOneTurn_AllReport()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = await hub.StartAsync(new Tasks()
            .Orchestrator("Child", context => Task.FromResult(context.GetInput<int>()))
            .Orchestrator("Main", async context => (await Task.WhenAll(Enumerable.Range(1, 100).Select(number =>
                context.CallSubOrchestratorAsync<int>("Child", number)))).Sum()));
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);

        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(id, true, token);

        Assert.Equal(5050, end.ReadOutputAs<int>());
        HubStorage storage = await engine.OpenAsync(token);
        await Eventually.HoldsAsync(async () => await CountAsync(storage, RowKeys.Works, token) == 0);
    }

    [Theory]
    [InlineData("a/b\\c#d?e|f~g%h'i j+k&l=m")]
    [InlineData("岛办-案件")]
    [InlineData("UPPER:lower.1_2-3")]
    public async Task InstanceId_WithAnyCharacters_Works(string id)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = await hub.StartAsync(new Tasks()
            .Activity<int, int>("AddOne", x => x + 1)
            .Orchestrator("Main", async context =>
                await context.CallActivityAsync<int>("AddOne", await context.WaitForExternalEvent<int>("go"))));

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions(id), token);
        await engine.Client.RaiseEventAsync(id, "go", 1, token);
        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(id, true, token);

        Assert.Equal(id, end.InstanceId);
        Assert.Equal(2, end.ReadOutputAs<int>());
        Assert.Equal([id], await engine.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: id[..3]))
            .Select(found => found.InstanceId).ToListAsync(token));
    }

    /// <summary>Text that does not compress to nothing.</summary>
    private static string Noise(int length, int seed = 1)
    {
        var random = new Random(seed);
        return string.Create(length, random, (text, source) =>
        {
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = (char)('0' + source.Next(75));
            }
        });
    }

    private static async Task<int> CountAsync(HubStorage storage, string prefix, CancellationToken cancellationToken)
    {
        int rows = 0;
        foreach (string partition in storage.Partitions)
        {
            await foreach (TableEntity row in storage.ReadRangeAsync(
                partition, prefix, RowKeys.After(prefix), cancellationToken: cancellationToken))
            {
                rows++;
            }
        }

        return rows;
    }
}
