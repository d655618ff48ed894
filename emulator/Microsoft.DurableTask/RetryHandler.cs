namespace Microsoft.DurableTask;

/// <summary>Decides inside the orchestrator, after each failure, whether the task runs again at once. Replayed: no side
/// effects.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
