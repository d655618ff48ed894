using DurableTask.Core;
using DurableTask.Core.Exceptions;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>Describes what user code threw, nested as upstream nests it.</summary>
internal static class Failures
{
    public static FailureDetails Describe(Exception thrown) => thrown switch
    {
        // The task's own failure is the inner one, without the engine's exception between them.
        TaskFailedException { FailureDetails: { } task } failed => new FailureDetails(failed, task.ToCore()),
        OrchestrationException { FailureDetails: { } details } => details,
        _ => new FailureDetails(thrown),
    };

    /// <summary>What the orchestrator's task ended with, when that was no result.</summary>
    public static Exception ExceptionOf(Task ended) => ended.IsCanceled
        // Upstream reads the result of the cancelled task; its exception and message are what comes out of that.
        ? new AggregateException(new TaskCanceledException(ended))
        : ended.Exception!.InnerExceptions[0];

    /// <summary>There is no such orchestrator or activity: trying again cannot help.</summary>
    /// <param name="kind"><c>orchestrator</c> or <c>activity</c>.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="version">The version asked for; empty for none.</param>
    public static FailureDetails NotFound(string kind, string name, string version) => new(
        kind == "activity" ? "ActivityTaskNotFound" : "OrchestratorTaskNotFound",
        string.IsNullOrWhiteSpace(version)
            ? $"No {kind} task named '{name}' was found."
            : $"No {kind} task named '{name}' with version '{version}' was found.",
        stackTrace: null,
        innerFailure: null,
        isNonRetriable: true);
}
