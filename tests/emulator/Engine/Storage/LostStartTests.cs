using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Emulator.Tests.Engine.Storage;

/// <summary>Invariant 3 for the start of an instance.</summary>
public sealed class LostStartTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private const string Id = "again";

    private readonly AzuriteFixture azurite = azurite;

    /// <summary>The start is stored, its answer lost; the second try finds the instance's next generation.</summary>
    [Fact]
    public async Task Start_AnswerLostUntilTheNextGenerationRuns_IsKnownAsItsOwn()
    {
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.ConnectionString);
        FakeTimeProvider clock = NewClock();
        string hub = $"t{Guid.NewGuid():N}";
        Tasks tasks = new Tasks().Orchestrator("Again", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.ContinueAsNew(1);
                return 0;
            }

            return await context.WaitForExternalEvent<int>("go");
        });
        EngineHost owner = await Prepare(tasks, hub, clock).StartAsync();
        EngineHost caller = Prepare(tasks, hub, clock, proxy.ConnectionString);
        int lost = 0;
        proxy.AfterAnswer = async exchange =>
        {
            if (!exchange.Target.Contains("$batch", StringComparison.Ordinal) || Interlocked.Increment(ref lost) > 1)
            {
                return ProxyAction.Pass;
            }

            await Eventually.HoldsAsync(async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                OrchestrationMetadata? found = await owner.Client.GetInstanceAsync(Id, getInputsAndOutputs: true);
                return found?.ReadInputAs<int>() == 1;
            });
            return ProxyAction.Drop;
        };

        string id = await caller.Client.ScheduleNewOrchestrationInstanceAsync(
            "Again", 0, new StartOrchestrationOptions(Id), TestContext.Current.CancellationToken);

        Assert.Equal(Id, id);
        Assert.True(lost > 0);
        await owner.Client.RaiseEventAsync(Id, "go", 7, TestContext.Current.CancellationToken);
        OrchestrationMetadata end = await owner.Client.WaitForInstanceCompletionAsync(
            Id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        Assert.Equal(7, end.ReadOutputAs<int>());
    }
}
