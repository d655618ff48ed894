using System.Diagnostics;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;

namespace Daoban.Emulator.Tests.Engine.Tracing;

/// <summary>Distributed tracing V2 of upstream: one trace from the client to the last activity.</summary>
public sealed class DurableSpanTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private const string Main = "Server orchestration:Main < Producer create_orchestration:Main";

    [Fact]
    public async Task Spans_OfAnOrchestration_HangTogetherAcrossAKill()
    {
        using SpanLog log = new();
        EngineHost host = await StartAsync(new Tasks()
            .Activity<string, string>("Say", text => text!)
            .Orchestrator("Child", context => context.CallActivityAsync<string>("Say", "child"))
            .Orchestrator("Main", async context =>
            {
                await context.CallActivityAsync<string>("Say", "before");
                await context.WaitForExternalEvent<int>("Go");
                await context.CreateTimer(TimeSpan.FromSeconds(5), CancellationToken.None);
                return await context.CallSubOrchestratorAsync<string>("Child");
            }));

        string id = await host.ScheduleAsync("Main");
        await host.HistoryAsync<TaskCompletedEvent>(id);
        await host.KillAsync();
        await host.StartAsync();
        await host.Client.RaiseEventAsync(id, "Go", 1, TestContext.Current.CancellationToken);
        await host.EndAsync(id, TimeSpan.FromSeconds(5));
        await host.StopAsync();

        Assert.Equal(Main, log.WayUp(log.Single("orchestration:Main", ActivityKind.Server)));
        Assert.Equal(
            $"Internal orchestration:Main:timer < {Main}",
            log.WayUp(log.Single("orchestration:Main:timer", ActivityKind.Internal)));
        Assert.Equal(
            $"Server orchestration:Child < Client orchestration:Child < {Main}",
            log.WayUp(log.Single("orchestration:Child", ActivityKind.Server)));
        Assert.Equal(
            [
                $"Server activity:Say < Client activity:Say < {Main}",
                "Server activity:Say < Client activity:Say < Server orchestration:Child < "
                    + $"Client orchestration:Child < {Main}",
            ],
            log.Ended.Where(span => span is { OperationName: "activity:Say", Kind: ActivityKind.Server })
                .Select(log.WayUp).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(
            "Producer orchestration_event:Go", log.WayUp(log.Single("orchestration_event:Go", ActivityKind.Producer)));
    }

    [Fact]
    public async Task Spans_OfAnOrchestration_SayWhatUpstreamsSay()
    {
        using SpanLog log = new();
        EngineHost host = await StartAsync(new Tasks()
            .Activity<string, string>("Fail", string (_) => throw new InvalidOperationException("boom"))
            .Orchestrator("Main", context => context.CallActivityAsync<string>("Fail", "x")));

        string id = (await host.RunAsync("Main")).InstanceId;
        await host.StopAsync();

        Activity main = log.Single("orchestration:Main", ActivityKind.Server);
        Assert.Equal("orchestration", main.GetTagItem("durabletask.type"));
        Assert.Equal("Main", main.GetTagItem("durabletask.task.name"));
        Assert.Equal(id, main.GetTagItem("durabletask.task.instance_id"));
        Assert.Equal("Failed", main.GetTagItem("durabletask.task.status"));
        Assert.Equal(ActivityStatusCode.Error, main.Status);
        Activity run = log.Single("activity:Fail", ActivityKind.Server);
        Assert.Equal(0, run.GetTagItem("durabletask.task.task_id"));
        Assert.Equal((ActivityStatusCode.Error, "boom"), (run.Status, run.StatusDescription));
        Assert.Equal(ActivityStatusCode.Error, log.Single("activity:Fail", ActivityKind.Client).Status);
    }

    [Fact]
    public async Task Spans_NewGenerations_AreSpansOfTheirOwn()
    {
        using SpanLog log = new();
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Main", context =>
            {
                int round = context.GetInput<int>();
                if (round < 1)
                {
                    context.ContinueAsNew(round + 1);
                }

                return Task.FromResult(round);
            }));

        await host.RunAsync("Main", 0);
        await host.StopAsync();

        Activity[] generations = [.. log.Ended.Where(span => span.OperationName == "orchestration:Main")];
        Assert.All(generations, span => Assert.Equal(Main, log.WayUp(span)));
        Assert.Contains("ContinuedAsNew", generations.Select(span => span.GetTagItem("durabletask.task.status")));
    }
}
