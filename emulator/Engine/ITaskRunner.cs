using Microsoft.DurableTask;

namespace Daoban.Emulator.Engine;

/// <summary>
/// Runs user code for the engine: the Functions host does it through its pipeline, tests by plain delegates.
/// </summary>
internal interface ITaskRunner
{
    /// <summary>Names of the orchestrators that exist; compared without regard to case.</summary>
    IReadOnlyCollection<string> Orchestrators { get; }

    /// <summary>Names of the activities that exist; compared without regard to case.</summary>
    IReadOnlyCollection<string> Activities { get; }

    /// <summary>Whether there is an orchestrator for this version. By default a name serves all its versions.</summary>
    bool HasOrchestrator(string name, string version) =>
        Orchestrators.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="HasOrchestrator" />
    bool HasActivity(string name, string version) => Activities.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Starts orchestrator code and returns its task: the result object, or the exception it threw. Called on the
    /// engine's single-threaded turn; it must not leave that thread before it returns.
    /// </summary>
    Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context);

    /// <summary>Runs an activity.</summary>
    /// <param name="context">What the activity may know about its call.</param>
    /// <param name="inputJson">The serialized input; null when there is none.</param>
    /// <param name="cancellationToken">Cancelled when the engine stops; the activity then runs again elsewhere.</param>
    /// <returns>The serialized result; null when there is none.</returns>
    Task<string?> RunActivityAsync(
        TaskActivityContext context, string? inputJson, CancellationToken cancellationToken);
}
