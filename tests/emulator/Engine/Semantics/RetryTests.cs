using System.Collections.Concurrent;
using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 5: retries by policy and by handler.</summary>
public class RetryTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void S5_1_RetryPolicy_ChecksItsRangesAndDefaults()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maxNumberOfAttempts", () => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>("firstRetryInterval", () => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("backoffCoefficient", () => new RetryPolicy(1, Second, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(
            "maxRetryInterval", () => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Assert.Throws<ArgumentOutOfRangeException>(
            "retryTimeout", () => new RetryPolicy(1, Second, retryTimeout: Second / 2));

        var policy = new RetryPolicy(1, Second);
        Assert.Equal(
            (1.0, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan),
            (policy.BackoffCoefficient, policy.MaxRetryInterval, policy.RetryTimeout));
        var endless = new RetryPolicy(1, Second, 1, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal(Timeout.InfiniteTimeSpan, endless.MaxRetryInterval);
    }

    [Fact]
    public async Task S5_2_Delays_GrowByTheCoefficientUpToTheMaximum()
    {
        EngineHost host = await StartAsync(Failing(new RetryPolicy(4, Second, 2, maxRetryInterval: 3 * Second)));
        string id = await host.BeginAsync("Main");
        DateTime start = host.Now;
        foreach ((int seconds, int timers) in new[] { (1, 2), (2, 3), (3, 4) })
        {
            await host.HistoryAsync<TimerCreatedEvent>(id, timers - 1);
            host.Clock.Advance(seconds * Second);
        }

        await host.EndAsync(id);

        Assert.Equal(
            [start + Second, start + (3 * Second), start + (6 * Second), start + (6 * Second)],
            (await host.HistoryAsync(id)).OfType<TimerCreatedEvent>().Select(timer => timer.FireAt));
    }

    [Fact]
    public async Task S5_2_RetryTimeout_IsCheckedBeforeTheDelay()
    {
        EngineHost host = await StartAsync(Failing(new RetryPolicy(10, Second, retryTimeout: 2 * Second)));
        string id = await host.BeginAsync("Main");
        foreach (int timers in new[] { 1, 2 })
        {
            await host.HistoryAsync<TimerCreatedEvent>(id, timers);
            host.Clock.Advance(Second);
        }

        await host.EndAsync(id);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(3, history.OfType<TaskScheduledEvent>().Count());
        Assert.Equal(2, history.OfType<TimerCreatedEvent>().Count());
    }

    [Fact]
    public async Task S5_3_S5_4_RetriesExhausted_NewIdEachTimeAndALastTimerAtNow()
    {
        EngineHost host = await StartAsync(Failing(new RetryPolicy(3, Second)));
        string id = await host.BeginAsync("Main");

        OrchestrationMetadata end = await host.EndAsync(id, Second);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskFailed→0 TimerCreated(1) C S TimerFired→1 TaskScheduled(2) C "
            + "S TaskFailed→2 TimerCreated(3) C S TimerFired→3 TaskScheduled(4) C S TaskFailed→4 TimerCreated(5) C "
            + "S TimerFired→5 ExecutionCompleted(6) C",
            HistoryText.Write(history));
        Assert.StartsWith("Task 'Fail' (#4) failed", end.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S5_4_OneAttempt_StillEndsInATimerAtNow()
    {
        EngineHost host = await StartAsync(Failing(new RetryPolicy(1, Second)));

        OrchestrationMetadata end = await host.RunAsync("Main");

        IList<HistoryEvent> history = await host.HistoryAsync(end.InstanceId);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskFailed→0 TimerCreated(1) C S TimerFired→1 "
            + "ExecutionCompleted(2) C",
            HistoryText.Write(history));
        Assert.Equal(host.Now, history.OfType<TimerCreatedEvent>().Single().FireAt);
    }

    [Fact]
    public async Task S5_4_StoppedByHandleFailure_NoLastTimer()
    {
        var seen = new ConcurrentQueue<string>();
        var policy = new RetryPolicy(3, Second)
        {
            HandleFailure = failure =>
            {
                seen.Enqueue(failure.ToString());
                return failure.IsCausedBy<FormatException>();
            },
        };
        EngineHost host = await StartAsync(Failing(policy));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskFailed→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
        Assert.Equal(["System.InvalidOperationException: boom 1"], seen.Distinct());
    }

    [Fact]
    public async Task S5_5_HandleFailureThrowing_StopsAndTheTasksFailureSurfaces()
    {
        EngineHost host = await StartAsync(Failing(new RetryPolicy(3, Second)
        {
            HandleFailure = _ => throw new InvalidOperationException("handler"),
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal("Task 'Fail' (#0) failed with an unhandled exception: boom 1", end.FailureDetails?.ErrorMessage);
        Assert.Single((await host.HistoryAsync(end.InstanceId)).OfType<TaskScheduledEvent>());
    }

    [Fact]
    public async Task S5_6_RetryHandler_IsAskedAfterEachFailureAndNeedsNoTimer()
    {
        var asked = new ConcurrentQueue<string>();
        EngineHost host = await StartAsync(Failing(TaskOptions.FromRetryHandler(retry =>
        {
            asked.Enqueue($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorMessage} {retry.TotalRetryTime}");
            return retry.LastAttemptNumber < 3;
        }).Retry!));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(["1 boom 1 00:00:00", "2 boom 2 00:00:00", "3 boom 3 00:00:00"], asked.Distinct());
        Assert.Equal("Task 'Fail' (#2) failed with an unhandled exception: boom 3", end.FailureDetails?.ErrorMessage);
        Assert.Equal(
            "S ExecutionStarted TaskScheduled(0) C S TaskFailed→0 TaskScheduled(1) C S TaskFailed→1 TaskScheduled(2) C "
            + "S TaskFailed→2 ExecutionCompleted(3) C",
            HistoryText.Write(await host.HistoryAsync(end.InstanceId)));
    }

    [Fact]
    public async Task S5_6_AsyncRetryHandler_MayWaitOnATimerAndSeesTheTotalTime()
    {
        EngineHost host = await StartAsync(Failing(TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(Second, CancellationToken.None);
            return retry.TotalRetryTime < Second;
        }).Retry!));
        string id = await host.BeginAsync("Main");

        await host.EndAsync(id, Second);

        IList<HistoryEvent> history = await host.HistoryAsync(id);
        Assert.Equal(2, history.OfType<TaskScheduledEvent>().Count());
        Assert.Equal(2, history.OfType<TimerCreatedEvent>().Count());
    }

    [Fact]
    public async Task S5_6_RetryHandlerThrowing_ItsExceptionSurfaces()
    {
        EngineHost host = await StartAsync(Failing(
            TaskOptions.FromRetryHandler((RetryHandler)(_ => throw new FormatException("handler"))).Retry!));

        Assert.Equal("System.FormatException: handler", (await host.RunAsync("Main")).FailureDetails?.ToString());
    }

    [Fact]
    public async Task S5_5_HandleFailure_TerminatedChildWithoutDetails_IsNotRetried()
    {
        var asked = new ConcurrentQueue<TaskFailureDetails>();
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("never"))
            .Orchestrator("Main", async context =>
            {
                var options = new TaskOptions(new RetryPolicy(3, Second)
                {
                    HandleFailure = failure =>
                    {
                        asked.Enqueue(failure);
                        return true;
                    },
                });
                TaskFailedException failed = await Expect.ThrownAsync<TaskFailedException>(
                    context.CallSubOrchestratorAsync<int>("Child", null, options.WithInstanceId("child")));
                return failed.FailureDetails is null;
            }));
        string id = await host.BeginAsync("Main");
        await host.UntilAsync("child", OrchestrationRuntimeStatus.Running);
        await host.Client.TerminateInstanceAsync("child");

        OrchestrationMetadata end = await host.EndAsync(id);

        Assert.True(end.ReadOutputAs<bool>());
        Assert.Empty(asked);
        Assert.Equal(
            "S ExecutionStarted SubCreated(0) C S SubFailed→0 ExecutionCompleted(1) C",
            HistoryText.Write(await host.HistoryAsync(id)));
    }

    [Fact]
    public async Task S5_7_UnknownActivity_IsNeverRetried()
    {
        var asked = new ConcurrentQueue<int>();
        EngineHost host = await StartAsync(new Tasks()
            .Orchestrator(
                "ByPolicy",
                context => context.CallActivityAsync<int>("Nobody", 1, new TaskOptions(new RetryPolicy(3, Second))))
            .Orchestrator(
                "ByHandler",
                context => context.CallActivityAsync<int>("Nobody", 1, TaskOptions.FromRetryHandler(retry =>
                {
                    asked.Enqueue(retry.LastAttemptNumber);
                    return true;
                }))));

        OrchestrationMetadata policy = await host.RunAsync("ByPolicy");
        OrchestrationMetadata handler = await host.RunAsync("ByHandler");

        const string Expected = "S ExecutionStarted TaskScheduled(0) C S TaskFailed→0 ExecutionCompleted(1) C";
        Assert.Equal(Expected, HistoryText.Write(await host.HistoryAsync(policy.InstanceId)));
        Assert.Equal(Expected, HistoryText.Write(await host.HistoryAsync(handler.InstanceId)));
        Assert.Empty(asked);
    }

    [Fact]
    public async Task S5_3_SuccessOnTheThirdAttempt_EndsTheRetries()
    {
        int runs = 0;
        EngineHost host = await StartAsync(new Tasks()
            .Activity<int, int>(
                "Third", _ => Interlocked.Increment(ref runs) == 3 ? 7 : throw new InvalidOperationException("boom"))
            .Orchestrator("Main", context =>
                context.CallActivityAsync<int>("Third", 1, new TaskOptions(new RetryPolicy(5, Second)))));
        string id = await host.BeginAsync("Main");

        OrchestrationMetadata end = await host.EndAsync(id, Second);

        Assert.Equal(7, end.ReadOutputAs<int>());
        Assert.EndsWith("TaskScheduled(4) C S TaskCompleted→4 ExecutionCompleted(5) C",
            HistoryText.Write(await host.HistoryAsync(id)), StringComparison.Ordinal);
    }

    /// <summary>An orchestrator that calls an activity which fails with "boom 1", "boom 2", ….</summary>
    private static Tasks Failing(TaskRetryOptions retry)
    {
        int runs = 0;
        return new Tasks()
            .Activity<int, int>(
                "Fail", int (_) => throw new InvalidOperationException($"boom {Interlocked.Increment(ref runs)}"))
            .Orchestrator("Main", context => context.CallActivityAsync<int>("Fail", 1, new TaskOptions(retry)));
    }
}
