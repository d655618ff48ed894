using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 13: code that no longer fits its history.</summary>
public sealed class NonDeterminismTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private EngineHost? engine;

    public static TheoryData<string, string> Misfits => new()
    {
        { "activity", "nothing" },
        { "activity", "timer" },
        { "activity", "other activity" },
        { "activity", "child" },
        { "timer", "nothing" },
        { "timer", "activity" },
        { "child", "nothing" },
        { "child", "other child" },
        { "child", "send" },
        { "send", "nothing" },
        { "send", "other send" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task S13_1_S13_2_ReplayDoingSomethingElse_Fails(string recorded, string replayed)
    {
        OrchestrationMetadata end = await ReplayAsync(recorded, replayed);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, end.FailureDetails?.ErrorType);
        Assert.StartsWith(
            "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ",
            end.FailureDetails?.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "activity", "nothing",
        "an activity task with sequence number 0 named 'Echo' (version ''), but the current replay execution hasn't "
        + "(yet?) scheduled this task.")]
    [InlineData(
        "activity", "timer",
        "an activity task with sequence number 0 named 'Echo' (version ''), but the current orchestration replay "
        + "instead produced a CreateTimerOrchestratorAction action with this sequence number.")]
    [InlineData(
        "activity", "other activity",
        "an activity task with sequence number 0 named 'Echo' (version ''), but the current orchestration replay "
        + "instead scheduled 'Other' at this sequence number.")]
    [InlineData(
        "timer", "nothing",
        "a timer task with sequence number 0, but the current replay execution hasn't (yet?) scheduled this task.")]
    [InlineData(
        "send", "other send",
        "a send event task with sequence number 0, type 'EventSent', name 'ping', instance ID 'nobody', but the "
        + "current orchestration replay instead scheduled 'pong' at this sequence number.")]
    public async Task S13_2_Message_NamesWhatWasRecordedAndWhatCameInstead(
        string recorded, string replayed, string difference)
        => Assert.Equal(
            "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled "
            + $"{difference} Was a change made to the orchestrator code after this instance had already started "
            + "running?",
            (await ReplayAsync(recorded, replayed)).FailureDetails?.ErrorMessage);

    [Theory]
    [InlineData("other activity")]
    [InlineData("other activity and the end")]
    public async Task S13_3_ActionsOfTheWrongReplay_AreNotRecorded(string replayed)
    {
        OrchestrationMetadata end = await ReplayAsync("activity", replayed);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskCompleted→0 C S EventRaised ExecutionCompleted(1) C",
            HistoryText.Write(await engine!.HistoryAsync(end.InstanceId)));
    }

    [Theory]
    [InlineData("activity", "activity with other input")]
    [InlineData("timer", "other timer")]
    [InlineData("child", "child with other id")]
    [InlineData("activity", "activity and more")]
    [InlineData("activity", "ACTIVITY")]
    public async Task S13_2_ReplayDifferingInWhatIsNotCompared_GoesOn(string recorded, string replayed)
        => Assert.Equal("went on", (await ReplayAsync(recorded, replayed)).ReadOutputAs<string>());

    [Fact]
    public async Task S13_4_AwaitingSomethingNotDurable_NeverContinues()
    {
        var outside = new ConcurrentQueue<TaskCompletionSource>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            context.SetCustomStatus("before");
            await Pending(outside);
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        }));
        string id = await host.BeginAsync("Main");
        Assert.Single(outside).SetResult();
        await host.Client.RaiseEventAsync(id, "marker", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.ReadAsync(id)).RuntimeStatus);
        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is TimerCreatedEvent);
    }

    [Fact]
    public async Task S13_4_FirstAwaitNotDurable_NeverContinuesEither()
    {
        var outside = new ConcurrentQueue<TaskCompletionSource>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async _ => await Pending(outside)));
        string id = await host.BeginAsync("Main");
        Assert.Single(outside).SetResult();
        await host.Client.RaiseEventAsync(id, "marker", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.ReadAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task S13_4_ContextUsedOutsideItsTurn_IsRefusedAndRecordsNothing()
    {
        var outside = new ConcurrentQueue<TaskCompletionSource>();
        var refused = new TaskCompletionSource<string>();
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", async context =>
        {
            context.SetCustomStatus("before");
            await Pending(outside).ConfigureAwait(false);
            try
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }
            catch (InvalidOperationException outside)
            {
                refused.TrySetResult(outside.Message);
                throw;
            }
        }));
        string id = await host.BeginAsync("Main");
        Assert.Single(outside).SetResult();
        string message = await refused.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await host.Client.RaiseEventAsync(id, "marker", 1);
        await host.HistoryAsync<EventRaisedEvent>(id);

        Assert.Contains("durable", message, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is TimerCreatedEvent);
    }

    /// <summary>
    /// A task that the test completes after the turn; one that is completed already would be passed without a wait.
    /// </summary>
    private static Task Pending(ConcurrentQueue<TaskCompletionSource> sources)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sources.Enqueue(source);
        return source.Task;
    }

    /// <summary>Runs to a wait, replaces the code, and goes on in another engine.</summary>
    private async Task<OrchestrationMetadata> ReplayAsync(string recorded, string replayed)
    {
        string step = recorded;
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Activity<int, int>("Other", x => x)
            .Orchestrator("Child", _ => Task.FromResult(1))
            .Orchestrator("OtherChild", _ => Task.FromResult(1))
            .Orchestrator("Main", async context =>
            {
                Do(context, step);
                if (step.EndsWith("and the end", StringComparison.Ordinal))
                {
                    return "ended early";
                }

                await context.WaitForExternalEvent<int>("go");
                return "went on";
            }));
        engine = host;
        string id = await host.BeginAsync("Main");
        await (recorded switch
        {
            "activity" => host.HistoryAsync<TaskCompletedEvent>(id),
            "child" => host.HistoryAsync<SubOrchestrationInstanceCompletedEvent>(id),
            _ => host.HistoryAsync(id),
        });
        step = replayed;
        await host.RestartAsync();
        await host.Client.RaiseEventAsync(id, "go", 1);
        return await host.EndAsync(id, TimeSpan.FromMinutes(1));
    }

    private static void Do(TaskOrchestrationContext context, string step)
    {
        switch (step)
        {
            case "activity":
                context.CallActivityAsync<int>("Echo", 1);
                break;
            case "activity with other input":
                context.CallActivityAsync<int>("Echo", 2);
                break;
            case "activity and more":
                context.CallActivityAsync<int>("Echo", 1);
                context.CallActivityAsync<int>("Other", 1);
                break;
            case "ACTIVITY":
                context.CallActivityAsync<int>("ECHO", 1);
                break;
            case "other activity" or "other activity and the end":
                context.CallActivityAsync<int>("Other", 1);
                break;
            case "timer":
                context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                break;
            case "other timer":
                context.CreateTimer(TimeSpan.FromMinutes(2), CancellationToken.None);
                break;
            case "child":
                context.CallSubOrchestratorAsync<int>("Child");
                break;
            case "child with other id":
                context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "other"));
                break;
            case "other child":
                context.CallSubOrchestratorAsync<int>("OtherChild");
                break;
            case "send":
                context.SendEvent("nobody", "ping", 1);
                break;
            case "other send":
                context.SendEvent("nobody", "pong", 1);
                break;
        }
    }
}
