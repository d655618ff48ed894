using Azure.Data.Tables;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Maps inbox messages to table rows and back.</summary>
internal static class MessageRows
{
    /// <summary>Marks a consumed message; its row stays for a while, so that a late repetition finds it.</summary>
    public const string ConsumedAt = "ConsumedAt";

    /// <summary>
    /// Only a message that has not been consumed has this column; a query for it leaves tombstones out.
    /// </summary>
    public const string Live = "Live";

    public static TableEntity ToRow(string partition, InboxMessage message) => ToRow(
        partition,
        message.RowKey,
        message.Event is null ? null : HistoryMapper.ToRecord(message.Event),
        message.ExecutionId,
        message.Recursive);

    public static TableEntity ToRow(string partition, OutboxEntry entry) => ToRow(
        partition,
        RowKeys.Message(entry.Target, entry.Key),
        entry.Event,
        entry.ExecutionId,
        entry.Recursive);

    public static TableEntity Tombstone(string partition, InboxMessage message) => new(partition, message.RowKey)
    {
        [ConsumedAt] = DateTimeOffset.UtcNow,
    };

    /// <summary>Reads a message whose payload may be in a blob.</summary>
    public static async Task<InboxMessage> FromRowAsync(
        TableEntity row, PayloadStore payloads, CancellationToken cancellationToken)
    {
        string[] parts = row.RowKey.Split('|', 3);
        HistoryRecord? record = row.GetBinary("Event") is { } bytes
            ? Compression.Unpack(bytes, EngineJson.Default.HistoryRecord)
            : null;
        return new InboxMessage(
            RowKeys.IdOf(parts[1]),
            parts[2],
            record is null ? null : (await payloads.LoadAsync([record], cancellationToken))[0])
        {
            ExecutionId = row.GetString("ExecutionId"),
            Recursive = row.GetBoolean("Recursive") ?? false,
            ETag = row.ETag,
        };
    }

    private static TableEntity ToRow(
        string partition, string rowKey, HistoryRecord? record, string? executionId, bool recursive) =>
        new(partition, rowKey)
        {
            ["Event"] = record is null
                ? null
                : Compression.Pack(record, EngineJson.Default.HistoryRecord),
            ["ExecutionId"] = executionId,
            ["Recursive"] = recursive ? true : null,
            [Live] = true,
        };
}
