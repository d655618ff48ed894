using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 15: what clients read of an instance.</summary>
public sealed class MetadataTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static Tasks Simple => new Tasks()
        .Orchestrator("Short", context => Task.FromResult(context.GetInput<string>()))
        .Orchestrator("Fail", (Func<TaskOrchestrationContext, Task>)(_ => throw new InvalidOperationException("boom")))
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string?>("go"));

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, 0, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 3, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, 5, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Pending, 6, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, 7, false, false)]
    public void S15_1_Status_HasUpstreamsNumberAndMeaning(
        OrchestrationRuntimeStatus status, int number, bool isRunning, bool isCompleted)
    {
        var state = new OrchestrationMetadata("Main", "id") { RuntimeStatus = status };

        Assert.Equal((number, isRunning, isCompleted), ((int)status, state.IsRunning, state.IsCompleted));
    }

    [Fact]
    public void S15_1_ObsoleteStatuses_KeepTheirNumbers() => Assert.Equal(
        [
            "Running", "Completed", "ContinuedAsNew", "Failed", "Canceled", "Terminated", "Pending", "Suspended",
        ],
        Enum.GetValues<OrchestrationRuntimeStatus>().Order().Select(status => status.ToString()));

    [Fact]
    public async Task S15_2_Times_AreThoseOfTheStartAndOfTheLastEpisode()
    {
        EngineHost host = await StartAsync(Simple);
        DateTimeOffset start = host.Clock.GetUtcNow();
        string id = await host.BeginAsync("Wait");
        OrchestrationMetadata running = await host.ReadAsync(id);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Client.RaiseEventAsync(id, "go", "x");

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal((start, start), (running.CreatedAt, running.LastUpdatedAt));
        Assert.Equal((start, start.AddHours(1)), (end.CreatedAt, end.LastUpdatedAt));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (end.CreatedAt.Offset, end.LastUpdatedAt.Offset));
    }

    [Fact]
    public async Task S15_3_CompletedAndFailed_ShowInputAndOutputWhenAsked()
    {
        EngineHost host = await StartAsync(Simple);
        var tags = new Dictionary<string, string> { ["a"] = "" };

        OrchestrationMetadata completed =
            await host.RunAsync("Short", "in", new StartOrchestrationOptions { Tags = tags });
        OrchestrationMetadata empty = await host.RunAsync("Short");
        OrchestrationMetadata failed = await host.RunAsync("Fail", 7);

        Assert.Equal(
            ("\"in\"", "\"in\"", "in"),
            (completed.SerializedInput, completed.SerializedOutput, completed.ReadInputAs<string>()));
        Assert.Equal(tags, completed.Tags);
        Assert.Equal((null, null), (empty.SerializedInput, empty.SerializedOutput));
        Assert.Equal(("7", "boom"), (failed.SerializedInput, failed.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task S15_3_WithoutInputsAndOutputs_NothingIsShown()
    {
        EngineHost host = await StartAsync(Simple);
        OrchestrationMetadata completed = await host.RunAsync("Short", "in");
        OrchestrationMetadata failed = await host.RunAsync("Fail", "in");

        foreach (string id in new[] { completed.InstanceId, failed.InstanceId })
        {
            OrchestrationMetadata state = (await host.Client.GetInstanceAsync(id))!;

            Assert.Equal(
                (null, null, null), (state.SerializedInput, state.SerializedOutput, state.SerializedCustomStatus));
            Assert.Null(state.FailureDetails);
            Assert.Throws<InvalidOperationException>(() => state.ReadInputAs<string>());
            Assert.Throws<InvalidOperationException>(() => state.ReadOutputAs<string>());
            Assert.Throws<InvalidOperationException>(() => state.ReadCustomStatusAs<string>());
        }
    }

    [Fact]
    public async Task S15_4_UnknownInstance_IsNull()
    {
        EngineHost host = await StartAsync(Simple);

        Assert.Null(await host.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task S15_3_LargePayloads_GoThroughWhole()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<string, string>("Echo", x => x!)
            .Orchestrator("Main", async context =>
                await context.CallActivityAsync<string>("Echo", context.GetInput<string>())
                + await context.WaitForExternalEvent<string>("more")));
        string large = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number:x5}"));
        string id = await host.BeginAsync("Main", large);
        await host.Client.RaiseEventAsync(id, "more", large);

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.Equal(large, end.ReadInputAs<string>());
        Assert.Equal(large + large, end.ReadOutputAs<string>());
    }
}
