using System.Globalization;
using Daoban.Chaos;
using Daoban.Emulator.Engine;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daoban.Emulator.Tests.Engine.Chaos;

/// <summary>
/// Invariants 1 to 3 and 6 with real processes: one is killed, one stands still and wakes up again, and storage fails
/// on the way. The long form is a command: docs/engine.md.
/// </summary>
public sealed class ProcessTests(AzuriteFixture azurite)
{
    // Two leases, and a machine that is busy with something else.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly string hub = $"p{Guid.NewGuid():N}";

    [Fact]
    public async Task MixedLoad_FaultsAndKilledProcesses_LosesAndDoublesAndLeavesNothing()
    {
        string summary = await ChaosRun.RunAsync(
            azurite.ConnectionString,
            new ChaosOptions(Orchestrations: 30, Kills: 3, FaultPercent: 5, Seed: 11),
            line => TestContext.Current.SendDiagnosticMessage(line),
            TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage(summary);
    }

    [Fact]
    public async Task Owner_Killed_IsFollowedByTheStandby()
    {
        using WorkerProcess owner = WorkerProcess.Start(azurite.ConnectionString, hub);
        await owner.Owns.WaitAsync(Deadline);
        using WorkerProcess standby = WorkerProcess.Start(azurite.ConnectionString, hub);
        await using DurableEngine caller = NewCaller();
        string id = await BeginAsync(caller.Client);
        Assert.False(standby.Owns.IsCompleted);

        owner.Kill();

        Assert.Equal(standby.Id, await EndAsync(caller.Client, id));
    }

    [Fact]
    public async Task Owner_PausedUntilAnotherTookOver_CommitsNothingWhenItGoesOn()
    {
        using WorkerProcess stale = WorkerProcess.Start(azurite.ConnectionString, hub);
        await stale.Owns.WaitAsync(Deadline);
        await using DurableEngine caller = NewCaller();
        string id = await BeginAsync(caller.Client);
        await stale.PauseAsync();
        using WorkerProcess present = WorkerProcess.Start(azurite.ConnectionString, hub);

        int ranIn = await EndAsync(caller.Client, id);
        string ended = await HistoryAsync(caller.Client, id);
        await stale.ContinueAsync();
        await stale.Lost.WaitAsync(Deadline);
        string next = await BeginAsync(caller.Client);

        Assert.Equal(present.Id, ranIn);
        Assert.Equal(present.Id, await EndAsync(caller.Client, next));
        Assert.Equal(ended, await HistoryAsync(caller.Client, id));
    }

    /// <summary>An instance whose activity has been scheduled; it takes two seconds.</summary>
    private static async Task<string> BeginAsync(DurableTaskClient client)
    {
        string id = await client.ScheduleNewOrchestrationInstanceAsync(ChaosTasks.Pid);
        await Eventually.HoldsAsync(
            async () => (await client.GetOrchestrationHistoryAsync(id)).Any(e => e is TaskScheduledEvent));
        return id;
    }

    /// <returns>The process that ran the activity whose result counts.</returns>
    private static async Task<int> EndAsync(DurableTaskClient client, string id)
    {
        using var limit = new CancellationTokenSource(Deadline);
        return (await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token))
            .ReadOutputAs<int>();
    }

    private static async Task<string> HistoryAsync(DurableTaskClient client, string id) => string.Join(
        '\n',
        (await client.GetOrchestrationHistoryAsync(id)).Select(e => string.Create(
            CultureInfo.InvariantCulture, $"{e.EventType} {e.EventId} {e.Timestamp:o}")));

    private DurableEngine NewCaller() => new(
        new DurableEngineOptions { HubName = hub, ConnectionString = azurite.ConnectionString },
        new Tasks(),
        NullLoggerFactory.Instance);
}
