using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Engine.Client;

/// <summary>
/// Deletes instances that have ended, with the histories and blobs of all executions that had the id.
/// Sub-orchestrations go before their parent, and rows before blobs, so that a call that was cut off can be repeated.
/// </summary>
internal sealed class InstancePurger(HubStorage storage, HubWrites writes)
{
    private const int PageSize = 100;
    private const int MostRowsBeside = 99;

    // Younger ones may be those of a start that is about to be stored under the same id.
    private static readonly TimeSpan BlobLife = TimeSpan.FromMinutes(10);

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <returns>How many instances were deleted.</returns>
    /// <exception cref="InvalidOperationException">The instance, or one below it, has not ended.</exception>
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        if (await storage.ReadSettledAsync(instanceId, cancellationToken) is not { } state)
        {
            return 0;
        }

        if (!state.IsTerminal)
        {
            throw new InvalidOperationException(
                "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
                + $"{instanceId} has status {state.Status}");
        }

        IReadOnlyList<HistoryEvent> history =
            recursive || state.HasBlobs ? await ReadHistoryAsync(state, cancellationToken) : [];
        int purged = recursive ? await PurgeChildrenAsync(history, cancellationToken) : 0;
        return purged + (await DeleteAsync(state, history, cancellationToken) ? 1 : 0);
    }

    /// <summary>
    /// Purges what has ended, whatever statuses the filter names besides. No statuses, or none in the list, are all.
    /// </summary>
    public async Task<PurgeResult> PurgeAllAsync(
        PurgeInstancesFilter filter, bool recursive, CancellationToken cancellationToken)
    {
        OrchestrationRuntimeStatus[] statuses = filter.Statuses?.ToArray() is { Length: > 0 } asked
            ? [.. asked.Intersect(Ended)]
            : Ended;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, statuses);
        var reader = new InstanceReader(storage);
        long began = Stopwatch.GetTimestamp();
        int purged = 0;
        string? lastKey = null;
        do
        {
            if (Stopwatch.GetElapsedTime(began) > filter.Timeout)
            {
                return new PurgeResult(purged, isComplete: false);
            }

            IReadOnlyList<InstanceState> found = [];
            if (statuses.Length > 0)
            {
                (found, lastKey) = await reader.ReadAsync(query, PageSize, lastKey, cancellationToken);
            }

            // At the same time, so that their rows share transactions.
            int[] counts = await Task.WhenAll(found.Select(state =>
                TryPurgeAsync(state.InstanceId, recursive, cancellationToken)));
            purged += counts.Sum();
        }
        while (lastKey is not null);
        return new PurgeResult(purged, filter.Timeout is null ? null : true);
    }

    /// <summary>Deletes the history rows of every execution that had this id.</summary>
    public static async Task<IReadOnlyList<string>> SegmentsOfAsync(
        HubStorage storage, string instanceId, CancellationToken cancellationToken)
    {
        string prefix = RowKeys.SegmentsOf(instanceId);
        List<string> keys = [];
        await foreach (TableEntity row in storage.ReadRangeAsync(
            storage.PartitionOf(instanceId), prefix, RowKeys.After(prefix), cancellationToken: cancellationToken))
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    /// <summary>One that is used again meanwhile, or has not settled, stays for the next time.</summary>
    private async Task<int> TryPurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        try
        {
            return await PurgeAsync(instanceId, recursive, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private async Task<int> PurgeChildrenAsync(
        IReadOnlyList<HistoryEvent> history, CancellationToken cancellationToken)
    {
        int purged = 0;
        foreach (string child in history.OfType<SubOrchestrationInstanceCreatedEvent>()
            .Select(created => created.InstanceId).Distinct())
        {
            purged += await PurgeAsync(child, recursive: true, cancellationToken);
        }

        return purged;
    }

    private async Task<bool> DeleteAsync(
        InstanceState state, IReadOnlyList<HistoryEvent> history, CancellationToken cancellationToken)
    {
        string id = state.InstanceId;
        string partition = storage.PartitionOf(id);
        IReadOnlyList<string> segments =
            state.HasSegments ? await SegmentsOfAsync(storage, id, cancellationToken) : [];
        IReadOnlyList<string> blobs = state.HasBlobs
            ? await storage.Payloads.ListAsync(id, DateTimeOffset.UtcNow - BlobLife, cancellationToken)
            : [];
        foreach (string[] part in segments.Skip(MostRowsBeside).Chunk(MostRowsBeside))
        {
            await writes.Rows.DeleteAsync(instance: null, partition, id, part, cancellationToken);
        }

        if (!await writes.Rows.DeleteAsync(
            state, partition, id, [.. segments.Take(MostRowsBeside)], cancellationToken))
        {
            // Purged or replaced by somebody else meanwhile.
            return false;
        }

        await storage.Payloads.DeleteAsync(BlobsOf(state, history).Union(blobs), cancellationToken);
        return true;
    }

    /// <summary>A call that was cut off may have left the row and not everything it refers to.</summary>
    private async Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(
        InstanceState state, CancellationToken cancellationToken)
    {
        try
        {
            return (await HistoryLog.LoadAsync(storage, state, cancellationToken)).Events;
        }
        catch (Exception gone) when (gone is InvalidDataException or RequestFailedException { Status: 404 })
        {
            return [];
        }
    }

    private static IEnumerable<string> BlobsOf(InstanceState state, IReadOnlyList<HistoryEvent> events) =>
        new[] { state.Input.Blob, state.Output.Blob, state.CustomStatus.Blob, state.Outbox?.Blob }
            .Concat((state.History ?? []).Select(segment => segment.Blob))
            .Concat(events.Select(e => e.PayloadBlob))
            .OfType<string>();
}
