using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>SEMANTICS 17.1 and 17.2: which versions a worker takes, and how the others fail.</summary>
public sealed class VersionMatchTests(AzuriteFixture azurite) : WorkerTest(azurite)
{
    [Theory]
    [InlineData("", "", VersionMatchStrategy.Strict, true)]
    [InlineData("1.0", "1.0", VersionMatchStrategy.Strict, true)]
    [InlineData("ABC", "abc", VersionMatchStrategy.Strict, true)]
    [InlineData("", "1.0", VersionMatchStrategy.Strict, false)]
    [InlineData("0.9", "1.0", VersionMatchStrategy.Strict, false)]
    [InlineData("1.0.0", "1.0", VersionMatchStrategy.Strict, false)]
    [InlineData("2.0", "1.0", VersionMatchStrategy.Strict, false)]
    [InlineData("", "1.0", VersionMatchStrategy.CurrentOrOlder, true)]
    [InlineData("0.9", "1.0", VersionMatchStrategy.CurrentOrOlder, true)]
    [InlineData("1.0", "1.0", VersionMatchStrategy.CurrentOrOlder, true)]
    [InlineData("9.0", "10.0", VersionMatchStrategy.CurrentOrOlder, true)]
    [InlineData("1.0.0", "1.0", VersionMatchStrategy.CurrentOrOlder, false)]
    [InlineData("2.0", "1.0", VersionMatchStrategy.CurrentOrOlder, false)]
    [InlineData("abc", "1.0", VersionMatchStrategy.CurrentOrOlder, false)]
    [InlineData("9.9", "1.0", VersionMatchStrategy.None, true)]
    public void S17_1_Refuse_ComparesBlankThenNumbersThenText(
        string version, string worker, VersionMatchStrategy strategy, bool taken)
    {
        var check = new VersionCheck(new VersioningOptions { Version = worker, MatchStrategy = strategy });

        Assert.Equal(taken, check.Refuse(version) is null);
    }

    [Theory]
    [InlineData(VersionMatchStrategy.Strict, "",
        "VersionMismatch: The orchestration version '' does not match the worker version '1.0'.")]
    [InlineData(VersionMatchStrategy.Strict, "2.0",
        "VersionMismatch: The orchestration version '2.0' does not match the worker version '1.0'.")]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "2.0",
        "VersionMismatch: The orchestration version '2.0' is greater than the worker version '1.0'.")]
    [InlineData((VersionMatchStrategy)9, "1.0", "VersionError: The version match strategy '1.0' is unknown.")]
    public async Task S17_2_Fail_VersionNotTaken_FailsWithoutRunning(
        VersionMatchStrategy strategy, string version, string expected)
    {
        int runs = 0;
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(new VersioningOptions
            {
                Version = "1.0",
                MatchStrategy = strategy,
                FailureStrategy = VersionFailureStrategy.Fail,
            })
            .AddTasks(tasks => tasks.AddOrchestratorFunc("Main", _ => runs++)));

        OrchestrationMetadata end = await host.RunAsync("Main", version: version);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(expected, $"{end.FailureDetails?.ErrorType}: {end.FailureDetails?.ErrorMessage}");
        Assert.Equal(
            "S ExecutionStarted ExecutionCompleted(0) C", HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task S17_2_VersionTaken_Runs()
    {
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(CurrentOrOlder("1.0"))
            .AddTasks(tasks => tasks.AddOrchestratorFunc("Main", context => context.Version)));

        foreach (string version in new[] { "", "0.9", "1.0" })
        {
            Assert.Equal(version, (await host.RunAsync("Main", version: version)).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task S17_2_Fail_RunningInstanceOfAnotherVersion_FailsAtItsNextTurn()
    {
        static void Wait(DurableTaskRegistry tasks) =>
            tasks.AddOrchestratorFunc("Main", context => context.WaitForExternalEvent<string>("go"));
        WorkerHost any = await StartAsync(worker => worker.AddTasks(Wait));
        string id = await any.ScheduleAsync("Main", version: "2.0");
        await any.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        await StopAsync(any);
        WorkerHost old = await StartAsync(worker => worker.UseVersioning(CurrentOrOlder("1.0")).AddTasks(Wait));

        OrchestrationRuntimeStatus before = await old.StatusAsync(id);
        await old.Client.RaiseEventAsync(id, "go", "on");
        OrchestrationMetadata end = await old.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, before);
        Assert.Equal("VersionMismatch", end.FailureDetails?.ErrorType);
        Assert.Equal(
            "S ExecutionStarted C S EventRaised ExecutionCompleted(0) C",
            HistoryText.Write(await old.HistoryAsync(id)));
    }

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("2.0", "VersionMismatch")]
    public async Task S17_2_Fail_NextGeneration_IsCheckedByItsOwnVersion(string next, string expected)
    {
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(CurrentOrOlder("1.0"))
            .AddTasks(tasks => tasks.AddOrchestratorFunc<bool, string>("Main", (context, second) =>
            {
                if (!second)
                {
                    context.ContinueAsNew(new ContinueAsNewOptions { NewInput = true, NewVersion = next });
                }

                return context.Version;
            })));

        OrchestrationMetadata end = await host.RunAsync("Main", input: false, version: "0.5");

        Assert.Equal(expected, end.FailureDetails?.ErrorType ?? end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2a_Fail_ActivityOfAnotherVersion_FailsItsTaskAndIsNotRetried()
    {
        int runs = 0;
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(CurrentOrOlder("1.0"))
            .AddTasks(tasks => tasks
                .AddActivityFunc("Act", _ => runs++)
                .AddOrchestratorFunc("Main", async context =>
                {
                    TaskOptions retried = new(new RetryPolicy(3, TimeSpan.FromSeconds(1)));
                    try
                    {
                        await context.CallActivityAsync("Act", retried with { Version = "9" });
                        return "ran";
                    }
                    catch (TaskFailedException failed)
                    {
                        return $"#{failed.TaskId} {failed.FailureDetails.ErrorMessage}";
                    }
                })));

        Assert.Equal(
            "#0 The orchestration version '9' is greater than the worker version '1.0'.",
            (await host.RunAsync("Main")).ReadOutputAs<string>());
        Assert.Equal(0, runs);
    }

    private static VersioningOptions CurrentOrOlder(string version) => new()
    {
        Version = version,
        MatchStrategy = VersionMatchStrategy.CurrentOrOlder,
        FailureStrategy = VersionFailureStrategy.Fail,
    };
}
