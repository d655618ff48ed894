using System.Text.Json;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 4: activities and how their failures arrive.</summary>
public sealed class ActivityTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S4_1_Activity_IsRecordedWithNameVersionAndTagsButNoInput()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Double", x => 2 * x)
            .Orchestrator("Main", context => context.CallActivityAsync<int>(
                "Double", 21,
                new TaskOptions(tags: new Dictionary<string, string> { ["colour"] = "red" }) { Version = "1.2" })));

        OrchestrationMetadata end = await host.RunAsync("Main");

        IList<HistoryEvent> history = await host.HistoryAsync(end.InstanceId);
        TaskScheduledEvent scheduled = history.OfType<TaskScheduledEvent>().Single();
        Assert.Equal(("Double", "1.2", null), (scheduled.Name, scheduled.Version, scheduled.Input));
        Assert.Equal("red", scheduled.Tags?["colour"]);
        TaskCompletedEvent completed = history.OfType<TaskCompletedEvent>().Single();
        Assert.Equal((-1, 0, "42"), (completed.EventId, completed.TaskScheduledId, completed.Result));
        Assert.Equal(42, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task S4_2_Failure_ArrivesAsTaskFailedExceptionWithTheActionsId()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Fail", int (_) => throw new InvalidOperationException("boom"))
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
            {
                await context.CallActivityAsync<int>("Echo", 1);
                TaskFailedException failed =
                    await Expect.ThrownAsync<TaskFailedException>(context.CallActivityAsync<int>("Fail", 1));
                return new[]
                {
                    failed.Message, failed.TaskName, $"{failed.TaskId}", failed.FailureDetails.ErrorType,
                    failed.FailureDetails.ErrorMessage, failed.InnerException?.GetType().FullName ?? "none",
                };
            }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            [
                "Task 'Fail' (#1) failed with an unhandled exception: boom",
                "Fail", "1", "System.InvalidOperationException", "boom",
                "DurableTask.Core.Exceptions.TaskFailedException",
            ],
            end.ReadOutputAs<string[]>()!);
        TaskFailedEvent recorded = (await host.HistoryAsync(end.InstanceId)).OfType<TaskFailedEvent>().Single();
        Assert.Equal(
            (-1, 1, "boom"), (recorded.EventId, recorded.TaskScheduledId, recorded.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task S4_3_FailureDetails_NestInnerExceptions()
    {
        TaskFailureDetails details = await FailAsync(
            new InvalidOperationException("outer", new ArgumentException("middle", new FormatException("inner"))));

        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
        Assert.Contains("at ", details.StackTrace, StringComparison.Ordinal);
        Assert.Equal("System.ArgumentException: middle", details.InnerFailure?.ToString());
        Assert.Null(details.InnerFailure?.StackTrace);
        Assert.Equal("System.FormatException: inner", details.InnerFailure?.InnerFailure?.ToString());
        Assert.True(details.IsCausedBy<InvalidOperationException>());
        Assert.True(details.IsCausedBy<Exception>());
        Assert.False(details.IsCausedBy<FormatException>());
        Assert.Null(details.Properties);
    }

    [Fact]
    public async Task S4_3_AggregateException_KeepsItsFirstInnerOnly()
    {
        TaskFailureDetails details = await FailAsync(
            new AggregateException("agg", new FormatException("a1"), new ArgumentException("a2")));

        Assert.Equal("System.AggregateException: agg (a1) (a2)", details.ToString());
        Assert.Equal("System.FormatException: a1", details.InnerFailure?.ToString());
        Assert.Null(details.InnerFailure?.InnerFailure);
    }

    [Fact]
    public async Task S4_3_CancellationInAnActivity_IsAnOrdinaryFailure()
    {
        TaskFailureDetails details = await FailAsync(new OperationCanceledException("gone"));

        Assert.Equal("System.OperationCanceledException: gone", details.ToString());
    }

    [Fact]
    public async Task S4_4_MessageWithColon_StaysWhole()
        => Assert.Equal(
            "line1: with colon", (await FailAsync(new InvalidOperationException("line1: with colon"))).ErrorMessage);

    [Fact]
    public async Task S4_5_UnknownActivity_FailsByName()
    {
        EngineHost host =
            await StartAsync(new Tasks().Orchestrator("Main", context => context.CallActivityAsync<int>("Nobody", 1)));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal("ActivityTaskNotFound", end.FailureDetails?.InnerFailure?.ErrorType);
        Assert.Equal("No activity task named 'Nobody' was found.", end.FailureDetails?.InnerFailure?.ErrorMessage);
    }

    [Fact]
    public async Task S4_6_NullOutputAndInput_ReadAsDefault()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, string?>("Null", x => x == 0 ? null : "given")
            .Orchestrator("Main", async context =>
            {
                string? text = await context.CallActivityAsync<string?>("Null");
                int number = await context.CallActivityAsync<int>("Null");
                await context.CallActivityAsync("Null");
                return text is null && number == 0;
            }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.True(end.ReadOutputAs<bool>());
        Assert.All(
            (await host.HistoryAsync(end.InstanceId)).OfType<TaskCompletedEvent>(),
            completed => Assert.Null(completed.Result));
    }

    [Fact]
    public async Task S4_7_ResultOfAnotherType_ThrowsJsonExceptionAtTheAwait()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, string>("Text", _ => "no number")
            .Orchestrator("Main", async context =>
            {
                await Expect.ThrownAsync<JsonException>(context.CallActivityAsync<int>("Text", 1));
                return "caught";
            }));

        Assert.Equal("caught", (await host.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task S4_8_ResultThatCannotBeSerialised_FailsTheActivity()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, object>("Circle", _ =>
            {
                object[] circle = [null!];
                circle[0] = circle;
                return circle;
            })
            .Orchestrator("Main", context => context.CallActivityAsync<object>("Circle", 1)));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails?.ErrorType);
        Assert.Equal(typeof(JsonException).FullName, end.FailureDetails?.InnerFailure?.ErrorType);
    }

    [Fact]
    public async Task S4_9_TaskOptionsAsInput_Throw()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Echo", x => x)
            .Orchestrator("Main", async context =>
            {
                object options = new TaskOptions(tags: null);
                return (await Expect.ThrownAsync<ArgumentException>(
                    context.CallActivityAsync<int>("Echo", options))).Message;
            }));

        Assert.StartsWith(
            "A TaskOptions value was provided for the activity input",
            (await host.RunAsync("Main")).ReadOutputAs<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_10_ActivityOfATerminatedInstance_RunsToItsEndAndIsNotRecorded()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource<int>();
        var left = new TaskCompletionSource();
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Slow", async _ =>
            {
                entered.SetResult();
                int result = await gate.Task;
                left.SetResult();
                return result;
            })
            .Orchestrator("Main", context => context.CallActivityAsync<int>("Slow", 1)));
        string id = await host.BeginAsync("Main");
        await entered.Task;
        await host.Client.TerminateInstanceAsync(id, "stop");
        OrchestrationMetadata end = await host.EndAsync(id);
        gate.SetResult(1);
        await left.Task;

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"stop\""), (end.RuntimeStatus, end.SerializedOutput));
        Assert.DoesNotContain(await host.HistoryAsync(id), happened => happened is TaskCompletedEvent);
    }

    [Fact]
    public async Task S4_11_ArrayAsInput_ArrivesWhole()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int[], int>("Sum", x => x!.Sum())
            .Orchestrator("Main", context => context.CallActivityAsync<int>("Sum", new[] { 1, 2, 3 })));

        Assert.Equal(6, (await host.RunAsync("Main")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task S4_1_ActivityContext_NamesActivityInstanceAndInheritedVersion()
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, string>(
                "Who", (context, _) => Task.FromResult($"{context.Name} {context.InstanceId} {context.Version}"))
            .Orchestrator("Main", context => context.CallActivityAsync<string>("Who", 1)));

        OrchestrationMetadata end =
            await host.RunAsync("Main", null, new StartOrchestrationOptions("case-1") { Version = "3.0" });

        Assert.Equal("Who case-1 3.0", end.ReadOutputAs<string>());
    }

    /// <returns>What the orchestration knows of an activity that threw.</returns>
    private async Task<TaskFailureDetails> FailAsync(Exception thrown)
    {
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>("Fail", int (_) => throw thrown)
            .Orchestrator("Main", async context =>
                (await Expect.ThrownAsync<TaskFailedException>(context.CallActivityAsync<int>("Fail", 1)))
                    .FailureDetails));
        return (await host.RunAsync("Main")).ReadOutputAs<TaskFailureDetails>()!;
    }
}
