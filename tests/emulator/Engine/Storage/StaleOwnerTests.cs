using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Invariants 2 and 6: two processes may both believe that they own the hub; rows decide.</summary>
public sealed class StaleOwnerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Owner_WhoseLeaseWasTaken_CommitsNothingOverTheOtherOnesTurns()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using FragileHub hub = await FragileHub.CreateAsync(azurite.ConnectionString);
        Tasks tasks = new Tasks()
            .Orchestrator("Main", async context =>
            {
                var seen = new List<int>();
                while (seen.Count < 3)
                {
                    seen.Add(await context.WaitForExternalEvent<int>("go"));
                }

                return seen;
            });
        DurableEngine stale = await hub.StartAsync(tasks);
        string id = await stale.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        await stale.Client.WaitForInstanceStartAsync(id, token);

        // The stale owner learns of it at its next renewal, seconds later; until then it goes on with what it
        // remembers.
        await BreakLeaseAsync(hub.Name, token);
        DurableEngine present = await hub.StartAsync(tasks);
        Assert.NotNull(stale.Owner);
        await present.Client.RaiseEventAsync(id, "go", 1, token);
        await Eventually.HoldsAsync(async () => await RaisedAsync(present, id) == 1);
        await stale.Client.RaiseEventAsync(id, "go", 2, token);
        await Eventually.HoldsAsync(async () => await RaisedAsync(present, id) == 2);
        await present.Client.RaiseEventAsync(id, "go", 3, token);

        OrchestrationMetadata end = await present.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, token);
        Assert.Equal([1, 2, 3], end.ReadOutputAs<int[]>()!);
        Assert.Equal(3, await RaisedAsync(present, id));
    }

    private static async Task<int> RaisedAsync(DurableEngine engine, string id) =>
        (await engine.Client.GetOrchestrationHistoryAsync(id)).OfType<EventRaisedEvent>().Count();

    private async Task BreakLeaseAsync(string hub, CancellationToken cancellationToken)
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString, StorageVersions.Blobs());
        await blobs.GetBlobContainerClient(new HubNames(hub).Container)
            .GetBlobClient(HubNames.LeaseBlob)
            .GetBlobLeaseClient()
            .BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
    }
}
