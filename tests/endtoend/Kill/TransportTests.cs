using Azure.Storage.Queues;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Commands;
using Daoban.Run.Demo;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>A case on each transport, whose application dies while it handles the messages about decisions.</summary>
public sealed class TransportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("StorageQueues", "review-decisions", "review-decisions-poison")]
    [InlineData("ServiceBus", "servicebus-review-decisions", "servicebus-review-decisions-deadletter")]
    public async Task Case_HandlerOfItsDecisionsKilled_CompletesWithEachAppliedOnce(
        string transport, string queue, string deadLetters)
    {
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemOptions
        {
            Settings = new Dictionary<string, string>
            {
                ["Daoban__Messages__Transport"] = transport,
                ["ServiceBusEmulator__LockDuration"] = "PT3S",
            },
        });
        using var http = new HttpClient();
        var queues = new QueueServiceClient(system.Azurite.ConnectionString, StorageVersions.Queues());
        var killer = new DecisionKiller(system.Storage, queue, () => system.App);
        killer.Arm();
        Assert.True(await system.StartAppAsync());

        Task<ScenarioResult> scenario = system.Scenarios(http, Patience, new OutputLog())
            .RunPaidAsync(TestContext.Current.CancellationToken);
        for (int i = 0; i < 2; i++)
        {
            Task<StorageExchange> killed = killer.Kills.ReadAsync(TestContext.Current.CancellationToken).AsTask();
            await Task.WhenAny(killed, scenario);
            Assert.True(killed.IsCompletedSuccessfully, system.LastOutput());
            await EndLockAsync(transport, queues.GetQueueClient(queue), killer);
            killer.Arm();
            Assert.True(await system.StartAppAsync());
        }

        ScenarioResult result = await scenario;

        Assert.Null(result.Failure);
        await new FinalState(person => system.Staff(http, person), system.Azurite.ConnectionString).VerifyAsync(result);
        Assert.Equal(0, await CountAsync(queues.GetQueueClient(deadLetters)));
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        Assert.Equal(0, await DeadLettersCommand.ListAsync(system.AppAddress, system.IssuerAddress, cancelled));
        Assert.Equal(0, await DeadLettersCommand.ReplayAsync(
            system.AppAddress, system.IssuerAddress, "review-decisions", null, cancelled));

        // The last one came again as well, and was known.
        await Eventually.HoldsAsync(async () => await CountAsync(queues.GetQueueClient(queue)) == 0);
    }

    /// <summary>Three seconds pass by themselves on Service Bus; a storage queue would take ten minutes.</summary>
    private static async Task EndLockAsync(string transport, QueueClient queue, DecisionKiller killer)
    {
        if (transport != "ServiceBus")
        {
            (string id, string receipt) = killer.LastReceived!.Value;
            await queue.UpdateMessageAsync(id, receipt, (string?)null, TimeSpan.Zero);
        }
    }

    private static async Task<int> CountAsync(QueueClient queue) =>
        await queue.ExistsAsync() ? (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
}
