using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// The history of one execution as its rows hold it: older segment rows, then segments in the instance row, the last of
/// which grows until it is worth a new one. Every turn writes the growing segment again, so it stays small.
/// </summary>
internal sealed class HistoryLog
{
    private const int FullSegment = 8 * 1024;
    private const int InlineBudget = 48 * 1024;

    private readonly List<Segment> inline = [];
    private readonly List<HistoryRecord> growing = [];

    private HistoryLog(int segmentRows)
    {
        SegmentRows = segmentRows;
    }

    /// <summary>Segment rows that precede the inline part.</summary>
    public int SegmentRows { get; private set; }

    public static HistoryLog Empty() => new(segmentRows: 0);

    /// <summary>Reads a committed history.</summary>
    /// <returns>The log to append to, and all events in order.</returns>
    public static async Task<(HistoryLog Log, IReadOnlyList<HistoryEvent> Events)> LoadAsync(
        HubStorage storage, InstanceState state, CancellationToken cancellationToken)
    {
        var records = new List<HistoryRecord>();
        if (state.SegmentRows > 0)
        {
            await ReadSegmentRowsAsync(storage, state, records, cancellationToken);
        }

        var log = new HistoryLog(state.SegmentRows);
        foreach (Segment segment in state.History ?? [])
        {
            log.inline.Add(segment);
            log.growing.Clear();
            log.growing.AddRange(await UnpackAsync(storage.Payloads, segment, cancellationToken));
            records.AddRange(log.growing);
        }

        if (log.inline.Count > 0)
        {
            log.inline.RemoveAt(log.inline.Count - 1);
        }

        return (log, await storage.Payloads.LoadAsync(records, cancellationToken));
    }

    /// <summary>Reads the history of an instance that may move on meanwhile; null when there is none.</summary>
    public static async Task<IReadOnlyList<HistoryEvent>?> ReadAsync(
        HubStorage storage, string instanceId, CancellationToken cancellationToken)
    {
        InstanceState? state = await storage.ReadAsync(instanceId, cancellationToken);
        while (state is not null)
        {
            try
            {
                return (await LoadAsync(storage, state, cancellationToken)).Events;
            }
            catch (Exception gone) when (gone is InvalidDataException or RequestFailedException { Status: 404 })
            {
                // Rows or blobs of it are gone: a new generation, a rewind or a purge, or else they are really missing.
                InstanceState? now = await storage.ReadAsync(instanceId, cancellationToken);
                if (now?.CommitId == state.CommitId)
                {
                    throw;
                }

                state = now;
            }
        }

        return null;
    }

    /// <summary>Adds the events of a turn.</summary>
    /// <param name="payloads">Takes what is too large for a row; the events' own payloads are saved already.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="events">The turn's events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The inline part for the instance row, and segments to be moved into a row of their own, if
    /// any.</returns>
    public async Task<(ImmutableArray<Segment> Inline, IReadOnlyList<Segment> Moved)> AppendAsync(
        PayloadStore payloads,
        string instanceId,
        IEnumerable<HistoryEvent> events,
        CancellationToken cancellationToken)
    {
        growing.AddRange(events.Select(HistoryMapper.ToRecord));
        byte[] packed = Compression.Pack(growing, EngineJson.Default.ListHistoryRecord);
        Segment last = await payloads.SaveAsync(instanceId, new Segment(packed), cancellationToken);
        ImmutableArray<Segment> whole = [.. inline, last];
        if (packed.Length < FullSegment)
        {
            return (whole, []);
        }

        growing.Clear();
        if (whole.Sum(segment => segment.Bytes is { } bytes && segment.Blob is null ? bytes.Length : 0) < InlineBudget
            && whole.Length < 32)
        {
            inline.Add(last);
            return (whole, []);
        }

        inline.Clear();
        SegmentRows++;
        return ([], whole);
    }

    /// <summary>A row for segments that left the instance row.</summary>
    public static TableEntity ToRow(string partition, InstanceState state, int number, IReadOnlyList<Segment> segments)
    {
        var row = new TableEntity(partition, RowKeys.Segment(state.InstanceId, state.ExecutionId, number));
        InstanceRows.PutSegments(row, segments);
        return row;
    }

    private static async Task ReadSegmentRowsAsync(
        HubStorage storage, InstanceState state, List<HistoryRecord> records, CancellationToken cancellationToken)
    {
        string prefix = RowKeys.SegmentsOf(state.InstanceId, state.ExecutionId);
        int rows = 0;
        await foreach (TableEntity row in storage.ReadRangeAsync(
            storage.PartitionOf(state.InstanceId),
            prefix,
            RowKeys.Segment(state.InstanceId, state.ExecutionId, state.SegmentRows),
            cancellationToken: cancellationToken))
        {
            rows++;
            foreach (Segment segment in InstanceRows.GetSegments(row))
            {
                records.AddRange(await UnpackAsync(storage.Payloads, segment, cancellationToken));
            }
        }

        if (rows != state.SegmentRows)
        {
            throw new InvalidDataException(
                $"Instance {state.InstanceId} has {rows} of {state.SegmentRows} history rows.");
        }
    }

    private static async Task<List<HistoryRecord>> UnpackAsync(
        PayloadStore payloads, Segment segment, CancellationToken cancellationToken) => Compression.Unpack(
            await payloads.LoadAsync(segment, cancellationToken), EngineJson.Default.ListHistoryRecord);
}
