using System.Collections.Immutable;
using System.Diagnostics;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Engine.Tracing;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>
/// The durable client of a hub. What it acknowledges is stored; the hub's owner, in this process or another, acts on
/// it. Errors are those of the Functions host.
/// </summary>
internal sealed class EngineClient(IHubGateway hub, ClientSettings settings) : DurableTaskClient(settings.Name)
{
    private readonly HubMailbox mailbox = new(hub);
    private readonly InstanceStarter starter = new(hub);
    private readonly InstanceWaiter waiter = new(hub);

    private DataConverter Converter => settings.Converter;

    private DateTimeOffset Now => hub.Options.Clock.GetUtcNow();

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        IReadOnlySet<OrchestrationStatus> kept = DedupeStatuses.Parse(options?.DedupeStatuses);
        string id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        RequireOrchestrationId(id);
        var instance = new InstanceState
        {
            InstanceId = id,
            ExecutionId = Guid.NewGuid().ToString(),
            Name = orchestratorName.Name,
            Version = options?.Version is { } version ? version.Version : settings.DefaultVersion,
            CreatedAt = Now,
            UpdatedAt = Now,
            ScheduledAt = options?.StartAt,
            Input = new Payload(Converter.Serialize(input)),
            Tags = options?.Tags ?? ImmutableDictionary<string, string>.Empty,
        };
        using Activity? span = DurableSpans.Create(instance);
        await starter.StartAsync(instance with { TraceParent = span?.Id }, kept, cancellation);
        return id;
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        RequireOrchestrationId(instanceId);
        using Activity? span = DurableSpans.Raise(eventName, instanceId);
        if (hub.Owner?.Find(instanceId) is not { IsTerminal: false })
        {
            RequireActive(await StatusAsync(instanceId, cancellation), instanceId);
        }

        await SendAsync(
            instanceId, new EventRaisedEvent(-1, Converter.Serialize(eventPayload)) { Name = eventName }, cancellation);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await ShowAsync(
            await waiter.WaitAsync(
                instanceId, state => state.Status is not OrchestrationStatus.Pending, cancellation),
            getInputsAndOutputs,
            cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await ShowAsync(
            await waiter.WaitAsync(instanceId, state => state.IsTerminal, cancellation),
            getInputsAndOutputs,
            cancellation);

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        RequireActive(await StatusAsync(instanceId, cancellation), instanceId);
        await SendAsync(
            instanceId,
            new ExecutionTerminatedEvent(-1, Converter.Serialize(options?.Output)),
            cancellation,
            options?.Recursive ?? false);
    }

    public override async Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState? state = await StatusAsync(instanceId, cancellation);
        if (state is not { Status: OrchestrationStatus.Running or OrchestrationStatus.Pending })
        {
            throw ClientErrors.Unmapped();
        }

        await SendAsync(instanceId, new ExecutionSuspendedEvent(-1, reason), cancellation);
    }

    public override async Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState? state = await StatusAsync(instanceId, cancellation);
        // Pending, too: a suspend that came before is kept for it.
        if (state is not { Status: OrchestrationStatus.Suspended or OrchestrationStatus.Pending })
        {
            throw ClientErrors.Unmapped();
        }

        await SendAsync(instanceId, new ExecutionResumedEvent(-1, reason), cancellation);
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        HubStorage storage = await hub.OpenAsync(cancellation);
        InstanceState? state = await storage.ReadStatusAsync(instanceId, cancellation);
        return state is null ? null : await ShowAsync(state, getInputsAndOutputs, cancellation);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (continuation, sizeHint, cancellation) =>
        {
            if (query.TaskHubNames?.Any() is true
                && !query.TaskHubNames.Contains(hub.Options.HubName, StringComparer.OrdinalIgnoreCase))
            {
                return new Page<OrchestrationMetadata>([]);
            }

            HubStorage storage = await hub.OpenAsync(cancellation);
            (IReadOnlyList<InstanceState> found, string? lastKey) = await new InstanceReader(storage).ReadAsync(
                query, sizeHint ?? query.PageSize, continuation ?? query.ContinuationToken, cancellation);
            return new Page<OrchestrationMetadata>(
                await Task.WhenAll(found.Select(state => Metadata.ShowInListAsync(
                    state, query.FetchInputsAndOutputs, Converter, storage.Payloads, cancellation))),
                lastKey);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var purger = new InstancePurger(
            await hub.OpenAsync(cancellation), await hub.OpenWritesAsync(cancellation));
        return new PurgeResult(await purger.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var purger = new InstancePurger(
            await hub.OpenAsync(cancellation), await hub.OpenWritesAsync(cancellation));
        return await purger.PurgeAllAsync(filter, options?.Recursive ?? false, cancellation);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        HubStorage storage = await hub.OpenAsync(cancellation);
        InstanceState former = await storage.ReadStatusAsync(instanceId, cancellation)
            ?? throw ClientErrors.UnknownInstance(instanceId);
        if (!restartWithNewInstanceId && !former.IsTerminal)
        {
            throw new InvalidOperationException(
                $"An orchestration with the instanceId {instanceId} cannot be restarted.");
        }

        Payload input = await storage.Payloads.LoadAsync(former.Input, cancellation);
        string id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await starter.StartAsync(
            new InstanceState
            {
                InstanceId = id,
                ExecutionId = Guid.NewGuid().ToString(),
                Name = former.Name,
                Version = former.Version,
                CreatedAt = Now,
                UpdatedAt = Now,
                Input = new Payload(input.Text),
                Tags = former.Tags,
            },
            kept: ImmutableHashSet<OrchestrationStatus>.Empty,
            cancellation);
        return id;
    }

    public override Task RewindInstanceAsync(
        string instanceId, string reason, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new InstanceRewinder(hub).RewindAsync(instanceId, reason, cancellation);
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default) => throw ClientErrors.Unimplemented();

    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        HubStorage storage = await hub.OpenAsync(cancellation);
        IReadOnlyList<HistoryEvent> events = await HistoryLog.ReadAsync(storage, instanceId, cancellation)
            ?? throw ClientErrors.UnknownInstance(instanceId);
        foreach (TaskScheduledEvent scheduled in events.OfType<TaskScheduledEvent>())
        {
            // The Azure Storage provider does not keep it there either.
            scheduled.Input = null;
        }

        return [.. events];
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void RequireOrchestrationId(string id)
    {
        if (settings.KeepsEntityIds && id.StartsWith('@'))
        {
            throw new ArgumentException("Instance ids beginning with '@' are those of entities.", nameof(id));
        }
    }

    private static void RequireActive(InstanceState? state, string instanceId)
    {
        if (state is null)
        {
            throw ClientErrors.NotFound(instanceId);
        }

        if (state.IsTerminal)
        {
            throw ClientErrors.NotRunning();
        }
    }

    private async Task<InstanceState?> StatusAsync(string instanceId, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        return await storage.ReadStatusAsync(instanceId, cancellationToken);
    }

    private Task SendAsync(
        string instanceId, HistoryEvent e, CancellationToken cancellationToken, bool recursive = false)
    {
        e.Timestamp = Now.UtcDateTime;
        return mailbox.SendAsync(
            new InboxMessage(instanceId, MessageKeys.FromClient(), e) { Recursive = recursive }, cancellationToken);
    }

    private async Task<OrchestrationMetadata> ShowAsync(
        InstanceState state, bool getInputsAndOutputs, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        return await Metadata.ShowAsync(
            state, getInputsAndOutputs ? Converter : null, storage.Payloads, cancellationToken);
    }
}
