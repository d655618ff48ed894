namespace Microsoft.Azure.Functions.Worker;

/// <summary>Retries that the host makes for the event of this invocation.</summary>
public abstract class RetryContext
{
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
