using System.Runtime.ExceptionServices;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>
/// Retries of activities and sub-orchestrations, with upstream's arithmetic: running histories depend on it.
/// </summary>
internal static class TaskRetries
{
    /// <summary>Retries after delays, by durable timers.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="createTimer">Creates one durable timer, whatever its length.</param>
    /// <param name="policy">Attempts and delays.</param>
    /// <param name="call">One attempt.</param>
    public static async Task<T> WithPolicyAsync<T>(
        TaskOrchestrationContext context, Func<DateTime, Task> createTimer, RetryPolicy policy, Func<Task<T>> call)
    {
        DateTime firstAttempt = context.CurrentUtcDateTime;
        for (int attempt = 0; ; attempt++)
        {
            Exception failure;
            try
            {
                return await call();
            }
            catch (Exception thrown) when (!IsNonRetriable(thrown))
            {
                failure = thrown;
            }

            if (attempt + 1 >= policy.MaxNumberOfAttempts)
            {
                // Upstream's extra timer, due at once: without it a recorded history would not replay.
                await createTimer(context.CurrentUtcDateTime);
                ExceptionDispatchInfo.Throw(failure);
            }

            TimeSpan delay = NextDelay(policy, attempt, firstAttempt, context.CurrentUtcDateTime, failure);
            if (delay == TimeSpan.Zero)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            await createTimer(context.CurrentUtcDateTime.Add(delay));
        }
    }

    /// <summary>Retries at once for as long as the handler agrees.</summary>
    public static async Task<T> WithHandlerAsync<T>(
        TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        DateTime firstAttempt = context.CurrentUtcDateTime;
        for (int failures = 1; ; failures++)
        {
            try
            {
                return await call();
            }
            catch (OrchestrationException failure) when (!IsNonRetriable(failure))
            {
                var retry = new RetryContext(
                    context,
                    failures,
                    TaskFailureDetails.FromException(failure),
                    context.CurrentUtcDateTime - firstAttempt,
                    CancellationToken.None);
                if (!await handler(retry))
                {
                    throw;
                }
            }
        }
    }

    /// <returns>Zero to give up.</returns>
    internal static TimeSpan NextDelay(
        RetryPolicy policy, int attempt, DateTime firstAttempt, DateTime now, Exception failure)
    {
        try
        {
            bool expired = policy.RetryTimeout != Timeout.InfiniteTimeSpan && now >= firstAttempt + policy.RetryTimeout;
            if (expired || !policy.Handle(failure))
            {
                return TimeSpan.Zero;
            }

            TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan
                ? TimeSpan.MaxValue
                : policy.MaxRetryInterval;
            double milliseconds =
                policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt);
            return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
        }
        catch (Exception handlerFailed) when (handlerFailed is not OutOfMemoryException)
        {
            // The task's own failure is what the orchestrator has to see, not that of the code judging it.
            return TimeSpan.Zero;
        }
    }

    private static bool IsNonRetriable(Exception failure) =>
        failure is OrchestrationException { FailureDetails.IsNonRetriable: true };
}
