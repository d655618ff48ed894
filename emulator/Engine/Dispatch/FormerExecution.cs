using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>What an execution that another has replaced leaves behind: history rows and blobs.</summary>
internal sealed class FormerExecution(HubStorage storage, InstanceState former)
{
    private readonly HashSet<string?> blobs =
        [former.Input.Blob, former.Output.Blob, former.CustomStatus.Blob];

    /// <summary>
    /// Deletes it. May be repeated. What is in a history segment that is a blob itself is left for the purge.
    /// </summary>
    /// <param name="kept">Blobs that the next execution took over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task DeleteAsync(IReadOnlyCollection<string?> kept, CancellationToken cancellationToken)
    {
        Note(former.History ?? []);
        if (former.SegmentRows > 0)
        {
            await DeleteRowsAsync(cancellationToken);
        }

        await storage.Payloads.DeleteAsync(blobs.Except(kept).OfType<string>(), cancellationToken);
    }

    private async Task DeleteRowsAsync(CancellationToken cancellationToken)
    {
        string partition = storage.PartitionOf(former.InstanceId);
        string prefix = RowKeys.SegmentsOf(former.InstanceId, former.ExecutionId);
        await foreach (TableEntity row in storage.ReadRangeAsync(
            partition, prefix, RowKeys.After(prefix), cancellationToken: cancellationToken))
        {
            Note(InstanceRows.GetSegments(row));
            try
            {
                await storage.Table.DeleteEntityAsync(partition, row.RowKey, ETag.All, cancellationToken);
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // An earlier try has deleted it.
            }
        }
    }

    private void Note(IEnumerable<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            blobs.Add(segment.Blob);
            if (segment is { Bytes: { } bytes, Blob: null })
            {
                blobs.UnionWith(Compression.Unpack(bytes, EngineJson.Default.ListHistoryRecord)
                    .Select(record => record.PayloadBlob));
            }
        }
    }
}
