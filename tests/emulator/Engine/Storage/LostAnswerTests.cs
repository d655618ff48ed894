using System.Collections.Concurrent;
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
/// Invariants 1 to 3: a write whose answer is lost, or that the server refuses for a moment, happens once.
/// </summary>
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    private const int MostWrites = 16;

    /// <summary>What goes wrong with one write.</summary>
    public enum Fault
    {
        /// <summary>The connection breaks before the server has the request.</summary>
        NeverArrived,

        /// <summary>The connection breaks after the server acted.</summary>
        AnswerLost,

        /// <summary>The server acted and then answered 500.</summary>
        ErrorAfterActing,

        /// <summary>The server answered 503 without acting.</summary>
        Busy,
    }

    [Theory]
    [InlineData(Fault.NeverArrived)]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.ErrorAfterActing)]
    [InlineData(Fault.Busy)]
    public async Task Write_WithAFault_HappensExactlyOnce(Fault fault)
    {
        var faulted = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, MostWrites),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 4,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (write, token) =>
            {
                await RunAsync(fault, write, () => faulted.Add(write), token);
            });

        Assert.True(faulted.Count >= 8, $"Only {faulted.Count} writes were faulted.");
    }

    private async Task RunAsync(Fault fault, int write, Action faulted, CancellationToken cancellationToken)
    {
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        DurableEngine engine = await hub.StartBehindProxyAsync(new Tasks()
            .Activity<int, int>("AddOne", x => x + 1)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("AddOne", 10))
            .Orchestrator("Main", async context => new[]
            {
                await context.CallActivityAsync<int>("AddOne", 1),
                // In another shard, so that every run makes the same writes.
                await context.CallSubOrchestratorAsync<int>(
                    "Child", options: new SubOrchestrationOptions(instanceId: "kid")),
                await context.WaitForExternalEvent<int>("go"),
            }));
        Break(hub.Proxy, fault, write, faulted);

        HubStorage storage = await engine.OpenAsync(cancellationToken);
        Assert.NotEqual(storage.PartitionOf("case"), storage.PartitionOf("kid"));
        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Main", new StartOrchestrationOptions("case"), cancellationToken);
        await engine.Client.RaiseEventAsync(id, "go", 7, cancellationToken);
        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, cancellationToken);

        Assert.Equal([2, 11, 7], end.ReadOutputAs<int[]>()!);
        IList<HistoryEvent> history = await engine.Client.GetOrchestrationHistoryAsync(id, cancellationToken);
        Assert.Single(history.OfType<EventRaisedEvent>());
        Assert.Single(history.OfType<TaskCompletedEvent>());
        Assert.Single(history.OfType<SubOrchestrationInstanceCompletedEvent>());
        Assert.Single(history.OfType<ExecutionStartedEvent>());
    }

    private static void Break(StorageProxy proxy, Fault fault, int write, Action faulted)
    {
        int writes = 0;
        var chosen = new ConcurrentDictionary<long, byte>();
        proxy.BeforeForward = exchange =>
        {
            if (exchange.Service is not StorageService.Table
                || exchange.Method == "GET"
                || Interlocked.Increment(ref writes) != write)
            {
                return Task.FromResult(ProxyAction.Pass);
            }

            faulted();
            chosen[exchange.Number] = 0;
            return Task.FromResult(fault switch
            {
                Fault.NeverArrived => ProxyAction.Drop,
                Fault.Busy => ProxyAction.Fail(503, "ServerBusy"),
                _ => ProxyAction.Pass,
            });
        };
        proxy.AfterAnswer = exchange => Task.FromResult(!chosen.ContainsKey(exchange.Number)
            ? ProxyAction.Pass
            : fault is Fault.ErrorAfterActing ? ProxyAction.Fail(500, "InternalError") : ProxyAction.Drop);
    }
}
