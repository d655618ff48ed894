namespace Microsoft.DurableTask;

/// <summary>An orchestrator as the engine calls it. Derive from <see cref="TaskOrchestrator{TInput, TOutput}"/>
/// instead.</summary>
public interface ITaskOrchestrator
{
    Type InputType { get; }

    Type OutputType { get; }

    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}
