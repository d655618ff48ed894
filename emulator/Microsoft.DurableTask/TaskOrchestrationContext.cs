using System.Collections.Immutable;
using Microsoft.DurableTask.Abstractions;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator may use to act, to wait and to know the time. All of it is recorded in the history and
/// replayed, so inputs, outputs, payloads and custom status hold no personal data.
/// </summary>
public abstract class TaskOrchestrationContext
{
    private ILoggerFactory? replaySafeLoggerFactory;

    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>Null for an orchestration that a client started.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time of the present episode, the same in every replay; UTC.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while events of earlier episodes are processed again.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The version the orchestration was started with; empty when none.</summary>
    public virtual string Version => string.Empty;

    public virtual IReadOnlyDictionary<string, object?> Properties { get; } =
        ImmutableDictionary<string, object?>.Empty;

    /// <summary>Makes loggers that are silent during replay. Providers cannot be added to it.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory
        => replaySafeLoggerFactory ??= new ReplaySafeLoggerFactory(this, () => LoggerFactory);

    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <returns>The input; the default of <typeparamref name="T"/> when there is none.</returns>
    public abstract T? GetInput<T>();

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null)
        => CallActivityAsync<object>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options)
        => CallActivityAsync<TResult>(name, null, options);

    /// <summary>Schedules an activity, which runs at least once.</summary>
    /// <exception cref="TaskFailedException">At the await: the activity failed, after its retries.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CreateTimer(DateTime, CancellationToken)"/>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken)
        => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>
    /// Creates a durable timer, which never fires early. The orchestration does not complete while one is neither fired
    /// nor cancelled.
    /// </summary>
    /// <exception cref="TaskCanceledException">At the await: the timer was cancelled.</exception>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an external event. Events that came before wait in a buffer, first in, first out.</summary>
    /// <param name="eventName">Compared without regard to case.</param>
    /// <param name="cancellationToken">Cancels the wait. A cancelled wait still takes one event if it is the
    /// newest.</param>
    /// <exception cref="ArgumentException">A wait for this name with another type is open.</exception>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WaitForExternalEvent{T}(string, TimeSpan, CancellationToken)"/>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
        => WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an external event until a durable timer fires.</summary>
    /// <exception cref="TaskCanceledException">The timer fired first, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(
        string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The timer comes first: it takes its id even when the event is there already. Histories rely on it.
        using CancellationTokenSource cancelTimer = new();
        Task timer = CreateTimer(timeout, cancelTimer.Token);
        using CancellationTokenSource cancelWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> wait = WaitForExternalEvent<T>(eventName, cancelWait.Token);

        // Cancelling runs the awaiting code in place, on the orchestrator's turn; CancelAsync would leave it.
        Task first = await Task.WhenAny(timer, wait);
        (first == wait ? cancelTimer : cancelWait).Cancel();
        return await wait;
    }

    /// <summary>Sends an external event to an orchestration; nothing happens if there is none of that id.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the text that clients see beside the status, at most 16 KB as UTF-16; null clears it.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Starts an orchestration as a child of this one and waits for its output.</summary>
    /// <exception cref="TaskFailedException">At the await: the child failed, after its retries, or was
    /// terminated.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <inheritdoc cref="ContinueAsNew(ContinueAsNewOptions)"/>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>Once the orchestrator returns, starts it again with new input, the same id and an empty
    /// history.</summary>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A new id, the same in every replay.</summary>
    public abstract Guid NewGuid();

    public virtual ILogger CreateReplaySafeLogger(string categoryName)
        => new ReplaySafeLogger(this, UnwrappedLoggerFactory().CreateLogger(categoryName));

    public virtual ILogger CreateReplaySafeLogger(Type type)
        => new ReplaySafeLogger(this, UnwrappedLoggerFactory().CreateLogger(type));

    public virtual ILogger CreateReplaySafeLogger<T>()
        => new ReplaySafeLogger(this, UnwrappedLoggerFactory().CreateLogger<T>());

    /// <returns>Below zero when this orchestration's version is older than <paramref name="version"/>.</returns>
    public virtual int CompareVersionTo(string version)
        => TaskOrchestrationVersioningUtils.CompareVersions(Version, version);

    private ILoggerFactory UnwrappedLoggerFactory() => DurableTask.ReplaySafeLoggerFactory.Unwrap(LoggerFactory);
}
