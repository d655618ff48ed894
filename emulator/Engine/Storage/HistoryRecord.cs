using System.Text.Json.Serialization;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Stored form of any history event: short names, and only what the event has.</summary>
internal sealed record HistoryRecord
{
    [JsonPropertyName("t")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required EventType Type { get; init; }

    [JsonPropertyName("i")]
    public int EventId { get; init; }

    /// <summary>UTC ticks.</summary>
    [JsonPropertyName("s")]
    public long Timestamp { get; init; }

    [JsonPropertyName("n")]
    public string? Name { get; init; }

    [JsonPropertyName("v")]
    public string? Version { get; init; }

    /// <summary>Input, result, reason or data; null when there is none or when it is in a blob.</summary>
    [JsonPropertyName("p")]
    public string? Payload { get; init; }

    /// <summary>Blob of the payload.</summary>
    [JsonPropertyName("b")]
    public string? PayloadBlob { get; init; }

    /// <summary>The task or timer that an event answers.</summary>
    [JsonPropertyName("k")]
    public int? TaskId { get; init; }

    /// <summary>UTC ticks.</summary>
    [JsonPropertyName("f")]
    public long? FireAt { get; init; }

    [JsonPropertyName("x")]
    public FailureRecord? Failure { get; init; }

    /// <summary>Child or target instance, or the started one.</summary>
    [JsonPropertyName("o")]
    public string? InstanceId { get; init; }

    [JsonPropertyName("e")]
    public string? ExecutionId { get; init; }

    [JsonPropertyName("g")]
    public IDictionary<string, string>? Tags { get; init; }

    [JsonPropertyName("a")]
    public ParentRecord? Parent { get; init; }

    [JsonPropertyName("u")]
    public OrchestrationStatus? Status { get; init; }

    /// <summary>UTC ticks.</summary>
    [JsonPropertyName("c")]
    public long? ScheduledStart { get; init; }

    [JsonPropertyName("q")]
    public int? Generation { get; init; }

    /// <summary>W3C context of the event's span; null without tracing.</summary>
    [JsonPropertyName("w")]
    public string? TraceParent { get; init; }
}
