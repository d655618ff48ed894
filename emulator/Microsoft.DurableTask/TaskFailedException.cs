using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>Thrown at the await of an activity or sub-orchestration that failed, after its retries.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, CauseOf(innerException)), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public string TaskName { get; }

    /// <summary>The event id under which the last attempt was scheduled.</summary>
    public int TaskId { get; }

    /// <summary>What failed. Null, as upstream, for a sub-orchestration that was terminated.</summary>
    public TaskFailureDetails FailureDetails { get; }

    [Obsolete("Use the FailureDetails property and its IsCausedBy<T>() method")]
    public bool IsCausedByException<T>()
        where T : Exception
        => FailureDetails.ErrorType == typeof(T).FullName;

    private static string? CauseOf(Exception? exception)
        => (exception as OrchestrationException)?.FailureDetails?.ErrorMessage ?? exception?.Message;

    private static string Describe(string taskName, int taskId, string? cause)
    {
        string failed = $"Task '{taskName}' (#{taskId}) failed with an unhandled exception";
        return cause is null ? $"{failed}." : $"{failed}: {cause}";
    }
}
