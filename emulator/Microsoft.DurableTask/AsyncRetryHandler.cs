namespace Microsoft.DurableTask;

/// <summary>
/// As <see cref="RetryHandler"/>, and may await durable tasks of the context, for instance a timer, before it decides.
/// </summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
