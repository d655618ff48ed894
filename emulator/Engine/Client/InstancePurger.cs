using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Deletes instances that have ended, with their histories and blobs.</summary>
internal sealed class InstancePurger(HubStorage storage)
{
    private const int PageSize = 100;

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>How many instances were deleted.</returns>
    /// <exception cref="InvalidOperationException">The instance has not ended.</exception>
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        if (await EndedAsync(instanceId, cancellationToken) is not { } state)
        {
            return 0;
        }

        (_, IReadOnlyList<HistoryEvent> events) = await HistoryLog.LoadAsync(storage, state, cancellationToken);
        await DeleteSegmentsAsync(storage, state, cancellationToken);
        try
        {
            await storage.Table.DeleteEntityAsync(
                storage.PartitionOf(instanceId), RowKeys.Instance(instanceId), state.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Purged or replaced by somebody else meanwhile.
            return 0;
        }

        await storage.Payloads.DeleteAsync(BlobsOf(state, events), cancellationToken);
        int purged = 1;
        IEnumerable<string> children =
            events.OfType<SubOrchestrationInstanceCreatedEvent>().Select(child => child.InstanceId).Distinct();
        foreach (string child in recursive ? children : [])
        {
            purged += await PurgeAsync(child, recursive, cancellationToken);
        }

        return purged;
    }

    /// <summary>Purges what has ended, whatever statuses the filter names besides.</summary>
    public async Task<PurgeResult> PurgeAllAsync(
        PurgeInstancesFilter filter, bool recursive, CancellationToken cancellationToken)
    {
        OrchestrationRuntimeStatus[] statuses = [.. (filter.Statuses ?? Ended).Intersect(Ended)];
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, statuses);
        var reader = new InstanceReader(storage);
        long began = Stopwatch.GetTimestamp();
        int purged = 0;
        string? lastKey = null;
        do
        {
            IReadOnlyList<InstanceState> found = [];
            if (statuses.Length > 0)
            {
                (found, lastKey) = await reader.ReadAsync(query, PageSize, lastKey, cancellationToken);
            }

            foreach (InstanceState state in found)
            {
                if (Stopwatch.GetElapsedTime(began) > filter.Timeout)
                {
                    return new PurgeResult(purged, isComplete: false);
                }

                purged += await PurgeAsync(state.InstanceId, recursive, cancellationToken);
            }
        }
        while (lastKey is not null);
        return new PurgeResult(purged, filter.Timeout is null ? null : true);
    }

    public static async Task DeleteSegmentsAsync(
        HubStorage storage, InstanceState state, CancellationToken cancellationToken)
    {
        string partition = storage.PartitionOf(state.InstanceId);
        string prefix = RowKeys.SegmentsOf(state.InstanceId, state.ExecutionId);
        var rows = new List<TableEntity>();
        await foreach (TableEntity row in storage.ReadRangeAsync(
            partition, prefix, RowKeys.After(prefix), cancellationToken: cancellationToken))
        {
            rows.Add(new TableEntity(partition, row.RowKey));
        }

        foreach (TableEntity[] part in rows.Chunk(100))
        {
            await storage.Table.SubmitTransactionAsync(
                part.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
                cancellationToken);
        }
    }

    /// <summary>An instance that has ended, once its last sends have arrived: they are in its row.</summary>
    private async Task<InstanceState?> EndedAsync(string instanceId, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            InstanceState? state = await storage.ReadAsync(instanceId, cancellationToken);
            if (state is { IsTerminal: false })
            {
                throw new InvalidOperationException(
                    "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
                    + $"{instanceId} has status {state.Status}");
            }

            if (state is not { IsMarked: true })
            {
                return state;
            }

            if (Stopwatch.GetElapsedTime(began) > SendLimit)
            {
                throw new InvalidOperationException(
                    $"The orchestration with instance ID {instanceId} has messages that have not arrived.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static IEnumerable<string> BlobsOf(InstanceState state, IReadOnlyList<HistoryEvent> events) =>
        new[] { state.Input.Blob, state.Output.Blob, state.CustomStatus.Blob, state.Outbox?.Blob }
            .Concat((state.History ?? []).Select(segment => segment.Blob))
            .Concat(events.Select(e => e.PayloadBlob))
            .OfType<string>()
            .Distinct();
}
