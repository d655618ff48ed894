using System.Text.Json.Serialization;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// A send that its turn has committed and that may not have reached its target yet. Its key is fixed, so that sending
/// it again finds the row, or the tombstone, of the first time.
/// </summary>
internal sealed record OutboxEntry
{
    [JsonPropertyName("o")]
    public required string Target { get; init; }

    /// <summary>Last part of the row key in the target's inbox.</summary>
    [JsonPropertyName("k")]
    public required string Key { get; init; }

    /// <summary>Deliver to this execution of the target only; null for any.</summary>
    [JsonPropertyName("e")]
    public string? ExecutionId { get; init; }

    [JsonPropertyName("r")]
    public bool Recursive { get; init; }

    [JsonPropertyName("h")]
    public required HistoryRecord Event { get; init; }

    public static OutboxEntry Of(InboxMessage message) => new()
    {
        Target = message.InstanceId,
        Key = message.Key,
        ExecutionId = message.ExecutionId,
        Recursive = message.Recursive,
        Event = HistoryMapper.ToRecord(message.Event!),
    };
}
