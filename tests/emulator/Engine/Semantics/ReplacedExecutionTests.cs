using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 1.8: what was meant for an execution that has been replaced.</summary>
public sealed class ReplacedExecutionTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static readonly StartOrchestrationOptions Case = new("case-1");

    [Fact]
    public async Task S1_8_ResultForTheExecutionBefore_IsDropped()
    {
        TaskCompletionSource<string>[] gates = [new(), new()];
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, string>("Gate", x => gates[x].Task)
            .Orchestrator("Main", context => context.CallActivityAsync<string>("Gate", context.GetInput<int>())));
        await host.BeginAsync("Main", 0, Case);
        await ReplaceAsync(host);
        gates[0].SetResult("old");
        await MarkAsync(host);
        gates[1].SetResult("new");

        OrchestrationMetadata end = await host.EndAsync("case-1");

        Assert.Equal("new", end.ReadOutputAs<string>());
        Assert.Single((await host.HistoryAsync("case-1")).OfType<TaskCompletedEvent>());
    }

    [Fact]
    public async Task S1_8_ChildOfTheExecutionBefore_DoesNotAnswerTheNewOne()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<string>("answer"))
            .Orchestrator("Main", context => context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions(instanceId: $"child-{context.GetInput<int>()}"))));
        await host.BeginAsync("Main", 0, Case);
        await host.UntilAsync("child-0", OrchestrationRuntimeStatus.Running);
        await ReplaceAsync(host);
        await host.UntilAsync("child-1", OrchestrationRuntimeStatus.Running);
        await host.Client.RaiseEventAsync("child-0", "answer", "old");
        await host.EndAsync("child-0");
        await MarkAsync(host);
        await host.Client.RaiseEventAsync("child-1", "answer", "new");

        Assert.Equal("new", (await host.EndAsync("case-1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S1_8_TimerOfTheExecutionBefore_DoesNotFireInTheNewOne()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1 + context.GetInput<int>()), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        DateTime start = host.Now;
        await host.BeginAsync("Main", 0, Case);
        await ReplaceAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await MarkAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(start.AddHours(2), (await host.EndAsync("case-1")).ReadOutputAs<DateTime>());
    }

    private static async Task ReplaceAsync(EngineHost host)
    {
        await host.Client.TerminateInstanceAsync("case-1");
        await host.EndAsync("case-1");
        await host.ScheduleAsync("Main", 1, Case);
        await host.UntilAsync("case-1", OrchestrationRuntimeStatus.Running);
    }

    /// <summary>An event in the history: what arrived before it has been looked at.</summary>
    private static async Task MarkAsync(EngineHost host)
    {
        await host.Client.RaiseEventAsync("case-1", "marker");
        await host.HistoryAsync<EventRaisedEvent>("case-1");
    }
}
