using System.ComponentModel;
using DurableTask.Core.History;
using Microsoft.DurableTask.Internal;

namespace Microsoft.DurableTask.Client;

/// <summary>Starts, feeds, watches and manages orchestrations of one task hub. Safe for concurrent use.</summary>
public abstract class DurableTaskClient : IOrchestrationSubmitter, IAsyncDisposable
{
    protected DurableTaskClient(string name)
    {
        Name = name;
    }

    public string Name { get; }

    /// <inheritdoc
    /// cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)"/>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, CancellationToken cancellation)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, null, cancellation);

    /// <inheritdoc
    /// cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)"/>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input, CancellationToken cancellation)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, null, cancellation);

    /// <inheritdoc
    /// cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)"/>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, StartOrchestrationOptions options, CancellationToken cancellation = default)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, options, cancellation);

    /// <summary>Starts an orchestration. A finished one of the same id is replaced unless the options say
    /// otherwise.</summary>
    /// <returns>The instance id.</returns>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);

    /// <inheritdoc cref="RaiseEventAsync(string, string, object?, CancellationToken)"/>
    public virtual Task RaiseEventAsync(string instanceId, string eventName, CancellationToken cancellation)
        => RaiseEventAsync(instanceId, eventName, null, cancellation);

    /// <summary>Sends an external event to an orchestration.</summary>
    public abstract Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="WaitForInstanceStartAsync(string, bool, CancellationToken)"/>
    public virtual Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, CancellationToken cancellation)
        => WaitForInstanceStartAsync(instanceId, false, cancellation);

    /// <summary>Waits until the orchestration is no longer pending; for ever if there is none of that id.</summary>
    public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <inheritdoc cref="WaitForInstanceCompletionAsync(string, bool, CancellationToken)"/>
    public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, CancellationToken cancellation)
        => WaitForInstanceCompletionAsync(instanceId, false, cancellation);

    /// <summary>Waits until the orchestration is completed, failed or terminated; for ever if there is none of that
    /// id.</summary>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <inheritdoc cref="TerminateInstanceAsync(string, TerminateInstanceOptions?, CancellationToken)"/>
    public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation)
        => TerminateInstanceAsync(instanceId, null, cancellation);

    /// <inheritdoc cref="TerminateInstanceAsync(string, TerminateInstanceOptions?, CancellationToken)"/>
    public virtual Task TerminateInstanceAsync(
        string instanceId, object? output, CancellationToken cancellation = default)
        => TerminateInstanceAsync(
            instanceId, output is null ? null : new TerminateInstanceOptions(output), cancellation);

    /// <summary>Ends an orchestration where it stands. Its code is not told, and running activities run to their
    /// end.</summary>
    public virtual Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
        => throw Unsupported("orchestration termination");

    /// <inheritdoc cref="SuspendInstanceAsync(string, string?, CancellationToken)"/>
    public virtual Task SuspendInstanceAsync(string instanceId, CancellationToken cancellation)
        => SuspendInstanceAsync(instanceId, null, cancellation);

    /// <summary>Holds an orchestration: what arrives is recorded and acted on when it is resumed.</summary>
    public abstract Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="ResumeInstanceAsync(string, string?, CancellationToken)"/>
    public virtual Task ResumeInstanceAsync(string instanceId, CancellationToken cancellation)
        => ResumeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Lets a suspended orchestration go on.</summary>
    public abstract Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="GetInstanceAsync(string, bool, CancellationToken)"/>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation)
        => GetInstanceAsync(instanceId, false, cancellation);

    /// <summary>Reads the state of an orchestration.</summary>
    /// <returns>Null if there is none of that id.</returns>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <inheritdoc cref="GetInstanceAsync(string, bool, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, CancellationToken cancellation)
        => GetInstancesAsync(instanceId, false, cancellation);

    /// <inheritdoc cref="GetInstanceAsync(string, bool, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Reads the orchestrations that match a query; all of them when it is null.</summary>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <inheritdoc cref="PurgeInstanceAsync(string, PurgeInstanceOptions?, CancellationToken)"/>
    public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation)
        => PurgeInstanceAsync(instanceId, null, cancellation);

    /// <summary>Removes a finished orchestration and its history.</summary>
    public virtual Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
        => throw Unsupported("purging of orchestration instances");

    /// <inheritdoc cref="PurgeAllInstancesAsync(PurgeInstancesFilter, PurgeInstanceOptions?, CancellationToken)"/>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation)
        => PurgeAllInstancesAsync(filter, null, cancellation);

    /// <summary>Removes the finished orchestrations that match a filter.</summary>
    public virtual Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
        => throw Unsupported("purging of orchestration instances");

    /// <summary>Starts an orchestration again with the name and input of an existing one.</summary>
    /// <returns>The instance id: the same, or a new one if asked for.</returns>
    public virtual Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
        => throw Unsupported("orchestration restart");

    /// <summary>Takes a failed orchestration back to before its failure and lets it go on.</summary>
    public virtual Task RewindInstanceAsync(
        string instanceId, string reason, CancellationToken cancellation = default)
        => throw Unsupported("orchestration rewind");

    /// <summary>Reads the history of the present generation.</summary>
    public virtual Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default)
        => throw Unsupported("retrieving orchestration history");

    /// <summary>Reads ids of orchestrations that completed within a time.</summary>
    public virtual Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
        => throw Unsupported("listing orchestration instance IDs filtered by completed time");

    public abstract ValueTask DisposeAsync();

    private NotSupportedException Unsupported(string what) => new($"{GetType()} does not support {what}.");
}
