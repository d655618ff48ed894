using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core;
using DurableTask.Core.Exceptions;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Stores new instances with their start.</summary>
internal sealed class InstanceStarter(IHubGateway hub)
{
    private static readonly TimeSpan RetryLimit = TimeSpan.FromMinutes(5);

    /// <summary>Stores an instance; one of the same id that has ended is replaced.</summary>
    /// <param name="instance">The new instance, pending.</param>
    /// <param name="kept">States in which an existing instance is not replaced; a running one never is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrchestrationAlreadyExistsException">One of that id exists and stays.</exception>
    public async Task StartAsync(
        InstanceState instance, IReadOnlySet<OrchestrationStatus> kept, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RetryLimit);
        instance = instance with
        {
            Input = await storage.Payloads.SaveAsync(instance.InstanceId, instance.Input, limit.Token),
        };
        InstanceState? former = null;
        while (true)
        {
            try
            {
                await StoreAsync(storage, Following(instance, former), former, limit.Token);
                return;
            }
            catch (CommitConflictException)
            {
                former = await storage.ReadAsync(instance.InstanceId, limit.Token);
                if ((former?.StartedAs ?? former?.ExecutionId) == instance.ExecutionId)
                {
                    // An earlier try was stored, and the instance has moved on since, perhaps to a next generation.
                    return;
                }

                if (former is not null && (!former.IsTerminal || kept.Contains(former.Status)))
                {
                    throw new OrchestrationAlreadyExistsException(
                        $"An Orchestration instance with the status {former.Status} already exists.");
                }
            }
        }
    }

    /// <summary>Sends of the former execution that may be under way stay with the row.</summary>
    private static InstanceState Following(InstanceState instance, InstanceState? former) => instance with
    {
        Generation = former is null ? 0 : (former.Generation ?? 0) + 1,
        Sequence = (former?.Sequence ?? 0) + 1,
        CommitId = Guid.NewGuid(),
        Outbox = former?.Outbox,
        LastOrder = former?.LastOrder ?? 0,
        IsMarked = former?.IsMarked ?? false,
        HasBlobs = former is { HasBlobs: true } || instance.Input.Blob is not null,
        HasSegments = former is { HasSegments: true },
    };

    private async Task StoreAsync(
        HubStorage storage, InstanceState instance, InstanceState? former, CancellationToken cancellationToken)
    {
        string partition = storage.PartitionOf(instance.InstanceId);
        var message = new InboxMessage(instance.InstanceId, MessageKeys.Start(instance.ExecutionId), Event: null)
        {
            ExecutionId = instance.ExecutionId,
        };
        TimerRow? timer = instance.ScheduledAt > hub.Options.Clock.GetUtcNow() ? TimerRow.OfStart(instance) : null;
        TableEntity start = timer?.ToRow(partition) ?? MessageRows.ToRow(partition, message);
        HubWrites writes = await hub.OpenWritesAsync(cancellationToken);
        IReadOnlyList<ETag> etags = await writes.Turns.CommitAsync(
            new TurnCommit(
                partition,
                former,
                instance,
                [new TableTransactionAction(TableTransactionActionType.UpsertReplace, start)]),
            cancellationToken);
        await TellAsync(storage, instance with { ETag = etags[0] }, message, timer, cancellationToken);
        if (former is { HasSegments: true } or { HasBlobs: true })
        {
            await new FormerExecution(storage, former).DeleteAsync([instance.Input.Blob], cancellationToken);
        }
    }

    private async Task TellAsync(
        HubStorage storage,
        InstanceState instance,
        InboxMessage message,
        TimerRow? timer,
        CancellationToken cancellationToken)
    {
        if (hub.Owner is not { Stopping.IsCancellationRequested: false } owner)
        {
            await HubMailbox.RingAsync(storage, instance.InstanceId, cancellationToken);
        }
        else if (timer is not null)
        {
            owner.TimersOf(instance.InstanceId).Add([timer]);
        }
        else
        {
            // With sends of a former execution in the row, the row has to be read.
            owner.Deliver(
                instance.InstanceId,
                Delivery.Of(message) with { Created = instance.Outbox is null ? instance : null });
        }
    }
}
