using System.Collections.Concurrent;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Recovery;

/// <summary>Invariants 1, 2, 3 and 7: the process may die before or after any request to storage.</summary>
public sealed class KillTests(AzuriteFixture azurite)
{
    private const int MostRequests = 60;
    private const string Id = "case";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Orchestration_EngineKilledAtAnyRequest_EndsAsIfNothingHadHappened(bool afterTheServerActed)
    {
        var killedAt = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, MostRequests),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 4,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (request, token) =>
            {
                if (await RunAsync(request, afterTheServerActed, token))
                {
                    killedAt.Add(request);
                }
            });

        // The scenario makes at least so many requests; beyond its last one there is nobody to kill.
        Assert.True(killedAt.Count > 20, $"Only {killedAt.Count} kills happened.");
    }

    private static Tasks Scenario(ConcurrentQueue<string> starts) => new Tasks()
        .Activity<string, string>("Work", input =>
        {
            starts.Enqueue(input!);
            return $"{input} done";
        })
        .Orchestrator("Child", async context => await context.CallActivityAsync<string>("Work", "child"))
        .Orchestrator("Main", async context =>
        {
            string first = await context.CallActivityAsync<string>("Work", "first");
            string[] both = await Task.WhenAll(
                context.CallSubOrchestratorAsync<string>("Child", new SubOrchestrationOptions(instanceId: "kid")),
                context.CallActivityAsync<string>("Work", "second"));
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            int event1 = await context.WaitForExternalEvent<int>("go");
            int event2 = await context.WaitForExternalEvent<int>("go");
            return string.Join(',', [first, .. both, $"{event1}", $"{event2}"]);
        });

    /// <returns>Whether the engine was killed before the orchestration had ended.</returns>
    private async Task<bool> RunAsync(int request, bool afterTheServerActed, CancellationToken cancellationToken)
    {
        var starts = new ConcurrentQueue<string>();
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine first = await hub.StartBehindProxyAsync(Scenario(starts));
        Task killed = KillAt(hub, request, afterTheServerActed);
        // What the client of a dying process got no answer for is repeated by another one, as a caller would.
        Task calls = CallAsync(first.Client, cancellationToken);
        Task end = Task.WhenAll(calls, EndAsync(first.Client, cancellationToken));
        bool isKilled = await Task.WhenAny(killed, end) == killed;
        await first.AbandonAsync();
        DurableEngine second = await hub.StartAsync(Scenario(starts));
        await InboxTakenAsync(second, cancellationToken);
        await CallAsync(second.Client, cancellationToken);

        OrchestrationMetadata ended = await EndAsync(second.Client, cancellationToken);
        Assert.Equal("first done,child done,second done,1,2", ended.ReadOutputAs<string>());
        await AssertHistoryAsync(second.Client, cancellationToken);
        Assert.Equal(["child", "first", "second"], starts.Distinct().Order());
        return isKilled;
    }

    private static Task KillAt(FragileHub hub, int request, bool afterTheServerActed)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long last = hub.Proxy.CountOf(StorageService.Table) + request;
        Func<StorageExchange, Task<ProxyAction>>? cut = hub.Proxy.BeforeForward;
        Task<ProxyAction> Kill(StorageExchange exchange)
        {
            if (exchange.Service is StorageService.Table && hub.Proxy.CountOf(StorageService.Table) >= last)
            {
                hub.Cut();
                killed.TrySetResult();
                return Task.FromResult(ProxyAction.Drop);
            }

            return Task.FromResult(ProxyAction.Pass);
        }

        if (afterTheServerActed)
        {
            hub.Proxy.AfterAnswer = Kill;
        }
        else
        {
            hub.Proxy.BeforeForward = async exchange => await cut!(exchange) == ProxyAction.Pass
                ? await Kill(exchange)
                : ProxyAction.Drop;
        }

        return killed.Task;
    }

    /// <summary>
    /// Waits until what was stored for the instance is in its history: a caller that asked before would repeat it.
    /// </summary>
    private static async Task InboxTakenAsync(DurableEngine engine, CancellationToken cancellationToken)
    {
        HubStorage storage = await engine.OpenAsync(cancellationToken);
        string prefix = RowKeys.Message(Id, string.Empty);
        await Eventually.HoldsAsync(async () => !await storage
            .ReadRangeAsync(
                storage.PartitionOf(Id),
                prefix,
                RowKeys.After(prefix),
                $"{MessageRows.Live} eq true",
                cancellationToken: cancellationToken)
            .AnyAsync(cancellationToken));
    }

    /// <summary>Starts the instance and raises its events, as far as it still needs them.</summary>
    private static async Task CallAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                "Main",
                new StartOrchestrationOptions(Id).WithDedupeStatuses(OrchestrationRuntimeStatus.Completed),
                limit.Token);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // An earlier call got that far.
        }

        for (int number = 1; number <= 2; number++)
        {
            int raised = await RaisedAsync(client, limit.Token);
            OrchestrationMetadata? state = await client.GetInstanceAsync(Id, limit.Token);
            if (raised < number && state is { IsCompleted: false })
            {
                await client.RaiseEventAsync(Id, "go", number, limit.Token);
                await Eventually.HoldsAsync(async () => await RaisedAsync(client, limit.Token) >= number);
            }
        }
    }

    private static async Task<int> RaisedAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        (await client.GetOrchestrationHistoryAsync(Id, cancellationToken)).OfType<EventRaisedEvent>().Count();

    private static async Task<OrchestrationMetadata> EndAsync(
        DurableTaskClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        return await client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, limit.Token);
    }

    private static async Task AssertHistoryAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        IList<HistoryEvent> history = await client.GetOrchestrationHistoryAsync(Id, cancellationToken);
        Assert.Equal(
            history.OfType<TaskScheduledEvent>().Select(scheduled => scheduled.EventId).Order(),
            history.OfType<TaskCompletedEvent>().Select(completed => completed.TaskScheduledId).Order());
        Assert.Equal(["1", "2"], history.OfType<EventRaisedEvent>().Select(raised => raised.Input));
        Assert.Single(history.OfType<SubOrchestrationInstanceCompletedEvent>());
        Assert.Single(history.OfType<ExecutionCompletedEvent>());
        TimerFiredEvent fired = Assert.Single(history.OfType<TimerFiredEvent>());
        int at = history.IndexOf(fired);
        DateTime episode = history.Take(at).OfType<OrchestratorStartedEvent>().Last().Timestamp;
        Assert.True(episode >= fired.FireAt, $"Fired at {episode:o}, due at {fired.FireAt:o}.");
    }
}
