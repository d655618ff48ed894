using Daoban.EndToEnd.Tests.Kill;
using Daoban.EndToEnd.Tests.Launcher;
using Daoban.EndToEnd.Tests.Leaks;
using Daoban.EndToEnd.Tests.Support;
using Daoban.Run.Demo;
using Daoban.TestKit;
using Microsoft.DurableTask.Client;

namespace Daoban.EndToEnd.Tests.Backup;

/// <summary><c>./run backup</c> and <c>./run restore</c>.</summary>
public sealed class BackupTests : IDisposable
{
    // Of six: one case is at its second level then.
    private const int KillAtDecision = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PaymentValidFor = TimeSpan.FromSeconds(45);
    // As in the kill tests: what a killed process left is put off for up to 160 s at a time.
    private static readonly TimeSpan OutboxPatience = TimeSpan.FromMinutes(6);

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Restore_OfAppKilledInTheMiddleOfAnOutbox_CasesGoOnToTheirEnd()
    {
        await using RunningSystem system = await RunningSystem.StartAsync(
            new SystemOptions { PaymentValidFor = PaymentValidFor });
        await using Azurite target = await Azurite.StartAsync();
        using var http = new HttpClient();
        var log = new OutputLog("does not pay");
        Assert.True(await system.StartAppAsync());
        DemoScenarios scenarios = system.Scenarios(http, Patience, log);
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        ScenarioResult before = await scenarios.RunFreeAsync(cancelled);
        Assert.Null(before.Failure);

        Task<ScenarioResult> unpaid = scenarios.RunLapsedAsync(cancelled);
        await log.Reached.WaitAsync(Patience, cancelled);
        Task killed = KillAtDecisionAsync(system);
        Task<ScenarioResult[]> underWay = Task.WhenAll(
            scenarios.RunPaidAsync(cancelled),
            scenarios.RunLostCallbackAsync(cancelled),
            scenarios.RunFreeAsync(cancelled),
            scenarios.RunRejectedAsync(cancelled));
        await killed.WaitAsync(Patience, cancelled);
        log.Write("killed before it sent a decision");
        long requests = system.Storage.RequestCount;
        await RunAsync("backup", "--to", Backup, "--connection-string", system.Azurite.ConnectionString);
        await RunAsync("restore", "--from", Backup, "--connection-string", target.ConnectionString);
        await AssertNoPersonalDataAsync(log);
        var state = new FinalState(person => system.Staff(http, person), target.ConnectionString);
        int waiting = await state.CountOutboxAsync();
        log.Write($"restored, {waiting} outbox items wait");
        Assert.True(waiting > 0, "the outbox was empty");
        Assert.False(unpaid.IsCompleted || underWay.IsCompleted);

        system.UseStorage(target.ConnectionString);
        Assert.True(await system.StartAppAsync());
        ScenarioResult[] results = [before, await unpaid, .. await underWay];

        foreach (ScenarioResult result in results)
        {
            await state.VerifyAsync(result);
        }

        await state.VerifyNothingIsLeftAsync(OutboxPatience);
        await using var history = new CommittedHistory(target.ConnectionString);
        Assert.Equal([OrchestrationRuntimeStatus.Completed], (await history.StatusesAsync()).Keys);
        Assert.Equal(requests, system.Storage.RequestCount);
    }

    [Fact]
    public async Task Backup_OfADataFolder_IsRestoredIntoAnEmptyOneOnly()
    {
        string other = scratch.Combine("other");
        await using (var launcher = new RunningLauncher())
        {
            await launcher.InitializeAsync();
            await using LauncherProcess early =
                LauncherProcess.Start("backup", "--to", Backup, "--data", launcher.Data);
            Assert.Equal(1, await early.EndAsync());
            Assert.Contains("Another ./run uses", early.Output, StringComparison.Ordinal);

            Assert.Equal(0, await launcher.StopAsync());
            string output = await RunAsync("backup", "--to", Backup, "--data", launcher.Data);
            Assert.Contains("SHA-256 of its manifest", output, StringComparison.Ordinal);
        }

        string restored = await RunAsync("restore", "--from", Backup, "--data", other);
        Assert.Contains("Restored, read back and compared", restored, StringComparison.Ordinal);
        Assert.Contains("shredded keys of personal data too", restored, StringComparison.Ordinal);
        await using LauncherProcess again = LauncherProcess.Start("restore", "--from", Backup, "--data", other);
        Assert.Equal(1, await again.EndAsync());
        Assert.Contains("The account is not empty", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_DataFolderThatIsNotThere_EndsWithOneAndSaysSo()
    {
        string nowhere = scratch.Combine("nowhere");
        await using LauncherProcess backup = LauncherProcess.Start("backup", "--to", Backup, "--data", nowhere);

        Assert.Equal(1, await backup.EndAsync());
        Assert.Contains("holds no data of ./run", backup.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    private string Backup => scratch.Combine("backup");

    private static async Task<string> RunAsync(params string[] arguments)
    {
        await using LauncherProcess command = LauncherProcess.Start(arguments);
        int code = await command.EndAsync();
        Assert.True(code == 0, command.Output);
        return command.Output;
    }

    /// <summary>A backup holds what storage holds, and so nothing personal that is not encrypted.</summary>
    private async Task AssertNoPersonalDataAsync(OutputLog log)
    {
        var control = new LeakScan(["CaseOrchestrator"]);
        var scan = new LeakScan(Canaries.All);
        List<string> passed = [];
        List<string> leaks = [];
        foreach (string file in Directory.EnumerateFiles(Backup, "*", SearchOption.AllDirectories))
        {
            byte[] content = await File.ReadAllBytesAsync(file);
            passed.AddRange(control.Find(content));
            leaks.AddRange(scan.Find(content).Select(found => $"{file}: {found}"));
        }

        log.Write($"{scan.Looked} contents of the backup looked at");
        Assert.NotEmpty(passed);
        Assert.Empty(leaks);
    }

    /// <summary>The decision is committed, its message is not sent.</summary>
    private static Task KillAtDecisionAsync(RunningSystem system)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Lock();
        int decisions = 0;
        system.Storage.BeforeForward = exchange =>
        {
            lock (gate)
            {
                if (killed.Task.IsCompleted)
                {
                    return Task.FromResult(ProxyAction.Drop);
                }

                if (exchange is not { Service: StorageService.Queue, Method: "POST" }
                    || !exchange.Path.EndsWith("/review-decisions/messages", StringComparison.Ordinal)
                    || ++decisions < KillAtDecision)
                {
                    return Task.FromResult(ProxyAction.Pass);
                }

                system.App!.Kill();
                killed.SetResult();
                return Task.FromResult(ProxyAction.Drop);
            }
        };
        return killed.Task;
    }
}
