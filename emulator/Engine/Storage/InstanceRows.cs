using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using DurableTask.Core;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Maps <see cref="InstanceState" /> to its table row and back.</summary>
internal static class InstanceRows
{
    private const string SegmentPrefix = "History";

    /// <summary>The columns that a status query needs: everything but history and outbox.</summary>
    public static readonly IReadOnlyList<string> StatusColumns =
    [
        "PartitionKey", "RowKey", "odata.etag", "Format", "InstanceId", "Name", "Version", "ExecutionId", "Status",
        "StartedAs",
        "CreatedAt", "UpdatedAt", "ScheduledAt",
        "Input", "InputBlob", "Output", "OutputBlob", "CustomStatus", "CustomStatusBlob", "Failure", "Parent", "Tags",
        "Generation", "Sequence", "CommitId", "IsMarked", "IsRewound",
        "HasBlobs", "HasSegments",
    ];

    public static TableEntity ToRow(string partition, InstanceState state)
    {
        var row = new TableEntity(partition, RowKeys.Instance(state.InstanceId))
        {
            ["Format"] = InstanceState.Format,
            ["InstanceId"] = state.InstanceId,
            ["Name"] = state.Name,
            ["Version"] = state.Version,
            ["ExecutionId"] = state.ExecutionId,
            ["StartedAs"] = state.StartedAs,
            ["Status"] = (int)state.Status,
            ["CreatedAt"] = state.CreatedAt,
            ["UpdatedAt"] = state.UpdatedAt,
            ["ScheduledAt"] = state.ScheduledAt,
            ["Generation"] = state.Generation,
            ["TraceParent"] = state.TraceParent,
            ["Sequence"] = state.Sequence,
            ["CommitId"] = state.CommitId,
            ["SegmentRows"] = state.SegmentRows,
            ["LastOrder"] = state.LastOrder,
            ["IsMarked"] = state.IsMarked,
            ["IsTurnDue"] = state.IsTurnDue,
            ["HasBlobs"] = state.HasBlobs ? true : null,
            ["HasSegments"] = state.HasSegments ? true : null,
            ["IsRewound"] = state.IsRewound ? true : null,
        };
        Put(row, "Input", state.Input);
        Put(row, "Output", state.Output);
        Put(row, "CustomStatus", state.CustomStatus);
        row["Failure"] = state.Failure is null
            ? null
            : Compression.Pack(FailureRecord.From(state.Failure), EngineJson.Default.FailureRecord);
        row["Parent"] = state.Parent is null
            ? null
            : JsonSerializer.Serialize(state.Parent, EngineJson.Default.ParentRecord);
        row["Tags"] = state.Tags.Count == 0
            ? null
            : JsonSerializer.Serialize(new(state.Tags), EngineJson.Default.DictionaryStringString);
        PutSegments(row, state.History ?? []);
        if (state.Outbox is { } outbox)
        {
            PutSegment(row, "Outbox", outbox);
        }

        return row;
    }

    /// <exception cref="InvalidDataException">The row has another format.</exception>
    public static InstanceState FromRow(TableEntity row)
    {
        if (row.GetInt32("Format") is not InstanceState.Format)
        {
            throw new InvalidDataException(
                $"Instance row of format {row.GetInt32("Format")}; this version reads {InstanceState.Format}.");
        }

        return new InstanceState
        {
            InstanceId = row.GetString("InstanceId"),
            Name = row.GetString("Name"),
            Version = row.GetString("Version") ?? string.Empty,
            ExecutionId = row.GetString("ExecutionId"),
            StartedAs = row.GetString("StartedAs"),
            Status = (OrchestrationStatus)row.GetInt32("Status")!.Value,
            CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
            UpdatedAt = row.GetDateTimeOffset("UpdatedAt")!.Value,
            ScheduledAt = row.GetDateTimeOffset("ScheduledAt"),
            Input = GetPayload(row, "Input"),
            Output = GetPayload(row, "Output"),
            CustomStatus = GetPayload(row, "CustomStatus"),
            Failure = row.GetBinary("Failure") is { } failure
                ? Compression.Unpack(failure, EngineJson.Default.FailureRecord).ToDetails()
                : null,
            Parent = row.GetString("Parent") is { } parent
                ? JsonSerializer.Deserialize(parent, EngineJson.Default.ParentRecord)
                : null,
            Tags = row.GetString("Tags") is { } tags
                ? JsonSerializer.Deserialize(tags, EngineJson.Default.DictionaryStringString)!
                : ImmutableDictionary<string, string>.Empty,
            Generation = row.GetInt32("Generation"),
            TraceParent = row.GetString("TraceParent"),
            Sequence = row.GetInt64("Sequence")!.Value,
            CommitId = row.GetGuid("CommitId")!.Value,
            History = GetSegments(row),
            SegmentRows = row.GetInt32("SegmentRows") ?? 0,
            Outbox = GetSegment(row, "Outbox"),
            LastOrder = row.GetInt64("LastOrder") ?? 0,
            IsMarked = row.GetBoolean("IsMarked") ?? false,
            IsTurnDue = row.GetBoolean("IsTurnDue") ?? false,
            HasBlobs = row.GetBoolean("HasBlobs") ?? false,
            HasSegments = row.GetBoolean("HasSegments") ?? false,
            IsRewound = row.GetBoolean("IsRewound") ?? false,
            ETag = row.ETag,
        };
    }

    public static void PutSegments(TableEntity row, IReadOnlyList<Segment> segments)
    {
        for (int at = 0; at < segments.Count; at++)
        {
            PutSegment(row, SegmentPrefix + at.ToString(CultureInfo.InvariantCulture), segments[at]);
        }
    }

    public static ImmutableArray<Segment> GetSegments(TableEntity row)
    {
        ImmutableArray<Segment>.Builder segments = ImmutableArray.CreateBuilder<Segment>();
        while (GetSegment(row, SegmentPrefix + segments.Count.ToString(CultureInfo.InvariantCulture)) is { } segment)
        {
            segments.Add(segment);
        }

        return segments.ToImmutable();
    }

    private static void Put(TableEntity row, string column, Payload payload)
    {
        if (payload.Blob is null)
        {
            row[column] = payload.Text is null ? null : Encoding.UTF8.GetBytes(payload.Text);
        }
        else
        {
            row[column + "Blob"] = payload.Blob;
        }
    }

    private static Payload GetPayload(TableEntity row, string column) => new(
        row.GetBinary(column) is { } bytes ? Encoding.UTF8.GetString(bytes) : null, row.GetString(column + "Blob"));

    private static void PutSegment(TableEntity row, string column, Segment segment)
    {
        if (segment.Blob is null)
        {
            row[column] = segment.Bytes;
        }
        else
        {
            row[column + "Blob"] = segment.Blob;
        }
    }

    private static Segment? GetSegment(TableEntity row, string column)
    {
        byte[]? bytes = row.GetBinary(column);
        string? blob = row.GetString(column + "Blob");
        return bytes is null && blob is null ? null : new Segment(bytes, blob);
    }
}
