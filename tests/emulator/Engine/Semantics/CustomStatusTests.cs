using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 10: custom status.</summary>
public sealed class CustomStatusTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S10_1_CustomStatus_ShowsTheLastOneOfEachEpisodeAndNullClears()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            context.SetCustomStatus("overwritten");
            context.SetCustomStatus(new { Step = 1 });
            await context.WaitForExternalEvent<int>("one");
            await context.WaitForExternalEvent<int>("two");
            context.SetCustomStatus(null);
            await context.WaitForExternalEvent<int>("three");
        }));
        string id = await host.BeginAsync("Main");
        string? first = (await host.ReadAsync(id)).SerializedCustomStatus;
        await host.Client.RaiseEventAsync(id, "one", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);
        string? second = (await host.ReadAsync(id)).SerializedCustomStatus;
        await host.Client.RaiseEventAsync(id, "two", 1);
        await host.HistoryAsync<EventRaisedEvent>(id, 2);

        OrchestrationMetadata third = await host.ReadAsync(id);

        Assert.Equal(("""{"Step":1}""", """{"Step":1}"""), (first, second));
        Assert.Null(third.ReadCustomStatusAs<object>());
    }

    [Fact]
    public async Task S10_1_CustomStatus_OfAFailingEpisode_IsKept()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", Task (context) =>
        {
            context.SetCustomStatus("before boom");
            throw new InvalidOperationException("boom");
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            (OrchestrationRuntimeStatus.Failed, "before boom"), (end.RuntimeStatus, end.ReadCustomStatusAs<string>()));
    }

    [Fact]
    public async Task S10_2_NeverSet_ReadsAsNullAndIsJsonNullAfterTheStart()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", _ => Task.FromResult(1)));
        await host.ScheduleAsync(
            "Main", null, new StartOrchestrationOptions("case-1", host.Clock.GetUtcNow().AddHours(1)));
        OrchestrationMetadata pending = await host.ReadAsync("case-1");
        host.Clock.Advance(TimeSpan.FromHours(1));

        OrchestrationMetadata end = await host.EndAsync("case-1");

        Assert.Equal((null, "null"), (pending.SerializedCustomStatus, end.SerializedCustomStatus));
        Assert.Null(end.ReadCustomStatusAs<string>());
        Assert.Null((await host.Client.GetInstanceAsync("case-1"))!.SerializedCustomStatus);
    }

    [Theory]
    [InlineData(8190, OrchestrationRuntimeStatus.Completed)]
    [InlineData(8191, OrchestrationRuntimeStatus.Failed)]
    public async Task S10_3_CustomStatus_MayTake16KilobytesOfUtf16(int letters, OrchestrationRuntimeStatus expected)
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", context =>
        {
            context.SetCustomStatus(new string('x', letters));
            return Task.FromResult(1);
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(expected, end.RuntimeStatus);
        if (expected == OrchestrationRuntimeStatus.Failed)
        {
            Assert.StartsWith(
                "CustomStatus is too large: limit = 16 KB (UTF-16), actual = 16",
                end.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S10_4_CustomStatus_ComesOutOfTheReplay()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            context.SetCustomStatus("set once");
            await context.WaitForExternalEvent<int>("one");
            await context.WaitForExternalEvent<int>("two");
        }));
        string id = await host.BeginAsync("Main");
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "one", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);

        Assert.Equal("set once", (await host.ReadAsync(id)).ReadCustomStatusAs<string>());
    }
}
