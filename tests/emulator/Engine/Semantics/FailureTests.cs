using Daoban.Emulator.Tests.Engine.Kit;
using Daoban.TestKit;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Engine.Semantics;

/// <summary>SEMANTICS 12: orchestrators that fail.</summary>
public sealed class FailureTests(AzuriteFixture azurite) : EngineTest(azurite)
{
    [Fact]
    public async Task S12_1_S12_2_UncaughtException_FailsWithDetails()
    {
        OrchestrationMetadata end =
            await FailAsync(_ => throw new InvalidOperationException("boom", new FormatException("inner")));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("System.InvalidOperationException: boom", end.FailureDetails?.ToString());
        Assert.Equal("System.FormatException: inner", end.FailureDetails?.InnerFailure?.ToString());
        Assert.Equal("System.InvalidOperationException: boom", end.SerializedOutput);
    }

    [Fact]
    public async Task S12_1_UncaughtException_IsTheLastEventOfTheHistory()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", (Func<TaskOrchestrationContext, Task>)(
            _ => throw new InvalidOperationException("boom"))));

        OrchestrationMetadata end = await host.RunAsync("Main");

        IList<HistoryEvent> history = await host.HistoryAsync(end.InstanceId);
        ExecutionCompletedEvent completed = history.OfType<ExecutionCompletedEvent>().Single();
        Assert.Equal("S ExecutionStarted ExecutionCompleted(0) C", HistoryText.Write(history));
        Assert.Equal(
            (OrchestrationStatus.Failed, "boom"),
            (completed.OrchestrationStatus, completed.FailureDetails?.ErrorMessage));
    }

    [Fact]
    public async Task S12_3_TaskFailure_NestsUnderTheExceptionThatWrapsIt()
    {
        OrchestrationMetadata end = await FailAsync(async context =>
        {
            try
            {
                await context.CallActivityAsync<int>("Fail", "leaf");
            }
            catch (TaskFailedException failed)
            {
                throw new NotSupportedException("wrapped", failed);
            }
        });

        Assert.Equal("System.NotSupportedException: wrapped", end.FailureDetails?.ToString());
        TaskFailureDetails? task = end.FailureDetails?.InnerFailure;
        Assert.Equal(
            "Microsoft.DurableTask.TaskFailedException: Task 'Fail' (#0) failed with an unhandled exception: leaf",
            task?.ToString());
        // As upstream: here the chain is that of the exceptions, and the activity's own type is lost.
        Assert.Equal("DurableTask.Core.Exceptions.TaskFailedException", task?.InnerFailure?.ErrorType);
        Assert.Equal(
            "Task 'Fail' (#0) failed with an unhandled exception: Exception of type "
            + "'DurableTask.Core.Exceptions.TaskFailedException' was thrown.",
            task?.InnerFailure?.ErrorMessage);
        Assert.Null(task?.InnerFailure?.InnerFailure);
    }

    [Fact]
    public async Task S12_3_UncaughtTaskFailure_KeepsTheActivitysDetails()
    {
        OrchestrationMetadata end = await FailAsync(context => context.CallActivityAsync<int>("Fail", "leaf"));

        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails?.ErrorType);
        Assert.Equal("System.InvalidOperationException: leaf", end.FailureDetails?.InnerFailure?.ToString());
    }

    [Fact]
    public async Task S12_4_WhenAll_FailsWithTheFirstByArgumentAndKnowsThemAll()
    {
        OrchestrationMetadata end = await FailAsync(async context =>
        {
            Task all =
                Task.WhenAll(
                    context.CallActivityAsync<int>("Fail", "one"), context.CallActivityAsync<int>("Fail", "two"));
            try
            {
                await all;
            }
            finally
            {
                context.SetCustomStatus(all.Exception!.InnerExceptions.Count);
            }
        });

        Assert.Equal("Task 'Fail' (#0) failed with an unhandled exception: one", end.FailureDetails?.ErrorMessage);
        Assert.Equal(2, end.ReadCustomStatusAs<int>());
    }

    [Fact]
    public async Task S12_5_AggregateException_KeepsItsFirstInnerOnly()
    {
        OrchestrationMetadata end = await FailAsync(
            _ => throw new AggregateException("agg", new FormatException("a1"), new ArgumentException("a2")));

        Assert.Equal("System.AggregateException: agg (a1) (a2)", end.FailureDetails?.ToString());
        Assert.Equal("System.FormatException: a1", end.FailureDetails?.InnerFailure?.ToString());
    }

    [Fact]
    public async Task S12_5_OutputThatCannotBeSerialised_Fails()
    {
        EngineHost host = await StartAsync(new Tasks().Orchestrator("Main", _ =>
        {
            object[] circle = [null!];
            circle[0] = circle;
            return Task.FromResult(circle);
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("System.Text.Json.JsonException", end.FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task S12_6_OwnCancellation_FailsAsAggregateException()
    {
        OrchestrationMetadata end = await FailAsync(_ => throw new OperationCanceledException("my own"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            "System.AggregateException: One or more errors occurred. (A task was canceled.)",
            end.FailureDetails?.ToString());
    }

    [Fact]
    public async Task S12_7_CatchAndFinally_RunForAwaitedFailures()
    {
        EngineHost host = await StartAsync(WithFailingActivity().Orchestrator("Main", async context =>
        {
            try
            {
                await context.CallActivityAsync<int>("Fail", "leaf");
                return "not reached";
            }
            catch (TaskFailedException)
            {
                return "caught";
            }
            finally
            {
                context.SetCustomStatus("finally");
            }
        }));

        OrchestrationMetadata end = await host.RunAsync("Main");

        Assert.Equal(("caught", "finally"), (end.ReadOutputAs<string>(), end.ReadCustomStatusAs<string>()));
    }

    private static Tasks WithFailingActivity()
        => new Tasks().Activity<string, int>("Fail", int (message) => throw new InvalidOperationException(message));

    private async Task<OrchestrationMetadata> FailAsync(Func<TaskOrchestrationContext, Task> orchestrator)
    {
        EngineHost host = await StartAsync(WithFailingActivity().Orchestrator("Main", orchestrator));
        return await host.RunAsync("Main");
    }
}
