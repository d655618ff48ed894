using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace Daoban.Emulator.Tests.Durable;

/// <summary>How exceptions become details and are recognised again.</summary>
public sealed class TaskFailureDetailsTests
{
    [Fact]
    public void FromException_InnerExceptions_Nest()
    {
        var details =
            TaskFailureDetails.FromException(new InvalidOperationException("outer", new FormatException("inner")));

        Assert.Equal("System.InvalidOperationException: outer", details.ToString());
        Assert.Equal("System.FormatException: inner", details.InnerFailure?.ToString());
        Assert.Null(details.Properties);
    }

    [Fact]
    public void FromException_EnginesOwnException_TakesWhatItRecorded()
    {
        var recorded = new FailureDetails("My.Error", "boom", "at X", null, isNonRetriable: false);

        var details =
            TaskFailureDetails.FromException(new OrchestrationException("reason") { FailureDetails = recorded });
        var none = TaskFailureDetails.FromException(new OrchestrationException("reason"));

        Assert.Equal(new TaskFailureDetails("My.Error", "boom", "at X", null, null), details);
        Assert.Equal(("(unknown)", "(unknown)"), (none.ErrorType, none.ErrorMessage));
    }

    [Fact]
    public void IsCausedBy_BaseTypesAndOwnTypes_AreFound()
    {
        var details = TaskFailureDetails.FromException(new OwnException());

        Assert.True(details.IsCausedBy<OwnException>());
        Assert.True(details.IsCausedBy<InvalidOperationException>());
        Assert.False(details.IsCausedBy<FormatException>());
        Assert.False((details with { ErrorType = "No.Such.Type" }).IsCausedBy<Exception>());
        Assert.False((details with { ErrorType = "" }).IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => details.IsCausedBy(typeof(string)));
    }

    [Fact]
    public void TaskFailedException_Message_NamesTaskIdAndCause()
    {
        var cause = new InvalidOperationException("boom");
        var byException = new TaskFailedException("Pay", 3, cause);
        var withoutDetails = new TaskFailedException("Pay", 3, (TaskFailureDetails)null!);

        Assert.Equal("Task 'Pay' (#3) failed with an unhandled exception: boom", byException.Message);
        Assert.Equal(("Pay", 3, cause), (byException.TaskName, byException.TaskId, byException.InnerException));
        Assert.Equal("boom", byException.FailureDetails.ErrorMessage);
        Assert.Equal("Task 'Pay' (#3) failed with an unhandled exception.", withoutDetails.Message);
    }

    [Fact]
    public void RetryPolicy_HandleFailure_SeesTheDetailsOfTasksAndChildren()
    {
        var policy =
            new RetryPolicy(1, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.ErrorMessage == "yes" };
        var yes = new FailureDetails("My.Error", "yes", null, null, isNonRetriable: false);

        Assert.True(
            policy.Handle(new DurableTask.Core.Exceptions.TaskFailedException("reason") { FailureDetails = yes }));
        Assert.True(policy.Handle(new SubOrchestrationFailedException("reason") { FailureDetails = yes }));
        Assert.Throws<InvalidOperationException>(
            () => policy.Handle(new SubOrchestrationFailedException("terminated")));
        Assert.Throws<InvalidOperationException>(() => policy.Handle(new FormatException()));
        Assert.True(new RetryPolicy(1, TimeSpan.FromSeconds(1)).Handle(new FormatException()));
    }

    private sealed class OwnException : InvalidOperationException;
}
