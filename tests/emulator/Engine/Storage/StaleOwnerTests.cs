using Daoban.Emulator.Engine;
using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.Emulator.Tests.Engine.Recovery;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Invariants 2 and 6: two processes may both believe that they own the hub; rows decide.</summary>
public sealed class StaleOwnerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TwoOwners_OfOneHub_CommitNothingOverEachOthersTurns()
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
        DurableEngine outside = hub.Prepare(tasks);
        HubStorage storage = await outside.OpenAsync(token);
        await using EngineRun stale = NewRun(outside, storage, tasks);
        await using EngineRun present = NewRun(outside, storage, tasks);

        // Neither has a lease, and both work on whatever they find: only the rows' ETags stand between them.
        await stale.StartAsync(token);
        await present.StartAsync(token);
        string id = await outside.Client.ScheduleNewOrchestrationInstanceAsync("Main", token);
        for (int number = 1; number <= 3; number++)
        {
            await outside.Client.RaiseEventAsync(id, "go", number, token);
            await Eventually.HoldsAsync(async () => await RaisedAsync(outside, id) == number);
        }

        OrchestrationMetadata end = await outside.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, token);
        Assert.Equal([1, 2, 3], end.ReadOutputAs<int[]>()!);
        Assert.Equal(3, await RaisedAsync(outside, id));
    }

    private static EngineRun NewRun(DurableEngine outside, HubStorage storage, Tasks tasks) => new(
        outside.Options, tasks, NullLoggerFactory.Instance, storage, new InstanceSignals());

    private static async Task<int> RaisedAsync(DurableEngine engine, string id) =>
        (await engine.Client.GetOrchestrationHistoryAsync(id)).OfType<EventRaisedEvent>().Count();
}
