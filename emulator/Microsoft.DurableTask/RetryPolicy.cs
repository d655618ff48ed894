using System.ComponentModel;
using DurableTask.Core.Exceptions;

namespace Microsoft.DurableTask;

/// <summary>Retries a failed task after exponentially growing delays, measured in orchestration time.</summary>
public class RetryPolicy
{
    /// <param name="maxNumberOfAttempts">Attempts in all, the first one included; at least 1.</param>
    /// <param name="firstRetryInterval">Delay before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">Each delay is the one before times this; at least 1.</param>
    /// <param name="maxRetryInterval">Upper bound of a delay; at least the first one, or infinite. One hour unless
    /// given.</param>
    /// <param name="retryTimeout">No retry begins later than this after the first attempt; infinite unless
    /// given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        Require(maxNumberOfAttempts > 0, nameof(maxNumberOfAttempts), maxNumberOfAttempts, "greater than zero");
        Require(
            firstRetryInterval > TimeSpan.Zero, nameof(firstRetryInterval), firstRetryInterval, "greater than zero");
        Require(!(backoffCoefficient < 1.0), nameof(backoffCoefficient), backoffCoefficient, "greater or equal to 1.0");
        RequireAtLeast(firstRetryInterval, maxRetryInterval, nameof(maxRetryInterval));
        RequireAtLeast(firstRetryInterval, retryTimeout, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        Handle = _ => true;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether the engine's exception for a failed task is retried. Set through
    /// <see cref="HandleFailure"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle { get; private init; }

    [Obsolete(
        "This functionality is not implemented. Will be removed in the future. "
        + "Use TaskOptions.FromRetryHandler or HandleFailure instead.")]
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>
    /// Decides by the failure whether it is retried. Must be deterministic. A failure without details, as of a
    /// terminated sub-orchestration, is not retried.
    /// </summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = exception => value(DetailsOf(exception));
    }

    private static TaskFailureDetails DetailsOf(Exception exception) =>
        exception is global::DurableTask.Core.Exceptions.TaskFailedException or SubOrchestrationFailedException
        && TaskFailureDetails.FromCore(((OrchestrationException)exception).FailureDetails) is { } details
            ? details
            : throw new InvalidOperationException("The failure carries no details.");

    private static void RequireAtLeast(TimeSpan first, TimeSpan? value, string name)
        => Require(!(value < first) || value == Timeout.InfiniteTimeSpan, name, value,
            "greater or equal to the value for firstRetryInterval");

    private static void Require(bool holds, string name, object? value, string requirement)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The value for {name} must be {requirement}.");
        }
    }
}
