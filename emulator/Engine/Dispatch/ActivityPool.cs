using System.Collections.Concurrent;
using System.Diagnostics;
using Daoban.Emulator.Engine.Execution;
using Daoban.Emulator.Engine.Tracing;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.Extensions.Logging;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Runs committed activities, so many at a time. An activity that is under way here is not started again; one that is
/// cut off by the end of the process is, by the next owner.
/// </summary>
internal sealed partial class ActivityPool(
    ITaskRunner runner,
    DurableEngineOptions options,
    Action<string, Delivery> deliver,
    ILogger logger) : IDisposable
{
    private readonly VersionCheck versions = new(options.Versioning);
    private readonly SemaphoreSlim slots = new(options.MaxConcurrentActivities);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<(string ExecutionId, int TaskId), Task> underWay = new();

    /// <summary>
    /// Starts an activity unless it is under way already, or its result is on the way into the history.
    /// </summary>
    public void Start(string instanceId, string executionId, TaskScheduledEvent scheduled)
    {
        var started = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!stop.IsCancellationRequested
            && underWay.TryAdd((executionId, scheduled.EventId), started.Task.Unwrap()))
        {
            started.SetResult(Task.Run(() => RunAsync(instanceId, executionId, scheduled), CancellationToken.None));
        }
    }

    /// <summary>The result is in the history, or nobody wants it any more.</summary>
    public void Forget(string executionId, int taskId) => underWay.TryRemove((executionId, taskId), out _);

    /// <summary>Starts no more, asks running ones to stop, and waits for them.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await Task.WhenAll(underWay.Values).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stop.Dispose();
        slots.Dispose();
    }

    private async Task RunAsync(string instanceId, string executionId, TaskScheduledEvent scheduled)
    {
        try
        {
            await slots.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        HistoryEvent? outcome;
        try
        {
            using Activity? span = DurableSpans.RunActivity(scheduled, instanceId);
            outcome = await CallAsync(instanceId, scheduled);
            Describe(span, outcome);
        }
        finally
        {
            slots.Release();
        }

        if (outcome is not null)
        {
            outcome.Timestamp = options.Clock.GetUtcNow().UtcDateTime;
            deliver(instanceId, new Delivery(DeliveryKind.Event, outcome, executionId));
        }
    }

    /// <returns>
    /// Null when the stop of the engine cut the activity off, and when it is left for a worker of another version.
    /// </returns>
    private async Task<HistoryEvent?> CallAsync(string instanceId, TaskScheduledEvent scheduled)
    {
        string name = scheduled.Name!;
        string version = scheduled.Version ?? string.Empty;
        if (versions.Refuse(version) is { } refusal)
        {
            LogRefused(logger, instanceId, name, scheduled.EventId, refusal.ErrorMessage);
            return versions.Rejects ? null : Failed(scheduled, refusal);
        }

        try
        {
            if (!runner.HasActivity(name, version))
            {
                return Failed(scheduled, Failures.NotFound("activity", name, version));
            }

            var context = new DurableActivityContext(name, instanceId, version);
            string? result = await runner.RunActivityAsync(context, scheduled.Input, stop.Token);
            return new TaskCompletedEvent(-1, scheduled.EventId, result);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The edge of the engine: whatever an activity throws is its result.
            LogFailed(logger, instanceId, scheduled.Name, scheduled.EventId, failure.GetType().Name);
            return Failed(scheduled, new FailureDetails(failure));
        }
    }

    private static void Describe(Activity? span, HistoryEvent? outcome)
    {
        if (outcome is TaskFailedEvent failed)
        {
            span?.SetStatus(ActivityStatusCode.Error, failed.Reason);
        }
        else if (outcome is not null)
        {
            span?.SetStatus(ActivityStatusCode.Ok);
        }
    }

    private static TaskFailedEvent Failed(TaskScheduledEvent scheduled, FailureDetails failure)
    {
        FailureDetails details = FailureLimits.Bound(failure);
        return new TaskFailedEvent(-1, scheduled.EventId, details.ErrorMessage, details: null, details);
    }

    [LoggerMessage(4302, LogLevel.Warning,
        "Instance {InstanceId}: activity {Activity} (#{TaskId}) is not taken: {Reason}")]
    private static partial void LogRefused(
        ILogger logger, string instanceId, string activity, int taskId, string reason);

    [LoggerMessage(4301, LogLevel.Warning,
        "Instance {InstanceId}: activity {Activity} (#{TaskId}) failed with {Error}")]
    private static partial void LogFailed(
        ILogger logger, string instanceId, string? activity, int taskId, string error);
}
