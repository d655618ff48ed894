using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Daoban.Emulator.Tests.Engine.Worker;

/// <summary>SEMANTICS 17.2b to 17.4: which version something gets, and which registration serves it.</summary>
public sealed class VersionChoiceTests(AzuriteFixture azurite) : WorkerTest(azurite)
{
    [Fact]
    public async Task S17_2b_Strict_ChildWithoutVersion_IsNotTaken()
    {
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(new VersioningOptions
            {
                Version = "1.0",
                MatchStrategy = VersionMatchStrategy.Strict,
                FailureStrategy = VersionFailureStrategy.Fail,
            })
            .AddTasks(AddVersions));

        OrchestrationMetadata end = await host.RunAsync("Main", version: "1.0");

        Assert.Equal(
            "VersionMismatch: The orchestration version '' does not match the worker version '1.0'.",
            $"{end.FailureDetails?.InnerFailure?.ErrorType}: {end.FailureDetails?.InnerFailure?.ErrorMessage}");
    }

    [Theory]
    [InlineData(null, "orc=0.9 act=0.9 sub=0.5")]
    [InlineData("0.9", "orc=0.9 act=0.9 sub=0.9")]
    [InlineData("", "orc=0.9 act=0.9 sub=")]
    public async Task S17_2b_Child_GetsItsOwnVersionOrElseTheDefaultOne(string? asked, string expected)
    {
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(new VersioningOptions { Version = "1.0", DefaultVersion = "0.5" })
            .AddTasks(AddVersions));

        Assert.Equal(expected, (await host.RunAsync("Main", asked, "0.9")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_2b_DefaultVersionOfTheWorker_IsNotThatOfAStart()
    {
        WorkerHost host = await StartAsync(worker => worker
            .UseVersioning(new VersioningOptions { DefaultVersion = "0.5" })
            .AddTasks(AddVersions));

        Assert.Equal("", (await host.RunAsync("Sub")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_3_VersionedRegistrations_ServeTheirVersions()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestrator<MainOne>()
            .AddOrchestrator<MainTwo>()
            .AddActivityFunc<object?, string>("Act", "v1", (_, _) => Task.FromResult("act 1"))
            .AddActivityFunc<object?, string>("Act", "v2", (_, _) => Task.FromResult("act 2"))
            .AddActivityFunc("Plain", context => $"plain {context.Version}")));

        Assert.Equal("one: act 1, plain v1", (await host.RunAsync("Main", version: "v1")).ReadOutputAs<string>());
        Assert.Equal("two: act 1, plain V2", (await host.RunAsync("Main", version: "V2")).ReadOutputAs<string>());
        Assert.Equal(
            "No orchestrator task named 'Main' with version 'v3' was found.",
            (await host.RunAsync("Main", version: "v3")).FailureDetails?.ErrorMessage);
        Assert.Equal(
            "No orchestrator task named 'Main' was found.", (await host.RunAsync("Main")).FailureDetails?.ErrorMessage);
    }

    [Theory]
    [InlineData(null, "0.5")]
    [InlineData("", "")]
    [InlineData("0.7", "0.7")]
    public async Task S17_4_Start_GetsItsOwnVersionOrElseTheClientsDefault(string? asked, string expected)
    {
        WorkerHost host = await StartAsync(
            worker => worker.AddTasks(AddVersions), client => client.UseDefaultVersion("0.5"));

        Assert.Equal(expected, (await host.RunAsync("Sub", version: asked)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S17_4_ContinueAsNew_NewVersion_IsThatOfTheNextGeneration()
    {
        WorkerHost host = await StartAsync(worker => worker.AddTasks(tasks => tasks
            .AddOrchestrator<CountOne>()
            .AddOrchestrator<CountTwo>()));

        Assert.Equal("one, two 0.7", (await host.RunAsync("Count", version: "0.6")).ReadOutputAs<string>());
    }

    private static void AddVersions(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string?, string>("Main", async (context, childVersion) =>
        {
            string activity = await context.CallActivityAsync<string>("Act");
            SubOrchestrationOptions? options =
                childVersion is null ? null : new SubOrchestrationOptions { Version = childVersion };
            string child = await context.CallSubOrchestratorAsync<string>("Sub", input: null, options);
            return $"orc={context.Version} act={activity} sub={child}";
        })
        .AddOrchestratorFunc("Sub", context => context.Version)
        .AddActivityFunc("Act", context => context.Version);

    [DurableTask("Main", Version = "v1")]
    private sealed class MainOne : TaskOrchestrator<object?, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input) =>
            $"one: {await context.CallActivityAsync<string>("Act")}, "
            + await context.CallActivityAsync<string>("Plain");
    }

    [DurableTask("Main", Version = "v2")]
    private sealed class MainTwo : TaskOrchestrator<object?, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input) =>
            $"two: {await context.CallActivityAsync<string>("Act", new TaskOptions { Version = "v1" })}, "
            + await context.CallActivityAsync<string>("Plain");
    }

    [DurableTask("Count", Version = "0.6")]
    private sealed class CountOne : TaskOrchestrator<string?, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string? input)
        {
            context.ContinueAsNew(new ContinueAsNewOptions { NewInput = "one", NewVersion = "0.7" });
            return Task.FromResult("");
        }
    }

    [DurableTask("Count", Version = "0.7")]
    private sealed class CountTwo : TaskOrchestrator<string?, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string? input) =>
            Task.FromResult($"{input}, two {context.Version}");
    }
}
