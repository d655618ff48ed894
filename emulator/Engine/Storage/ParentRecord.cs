using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using DurableTask.Core;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Stored form of <see cref="ParentInstance" />.</summary>
internal sealed record ParentRecord
{
    [JsonPropertyName("n")]
    public required string Name { get; init; }

    [JsonPropertyName("v")]
    public string? Version { get; init; }

    [JsonPropertyName("i")]
    public required string InstanceId { get; init; }

    [JsonPropertyName("e")]
    public required string ExecutionId { get; init; }

    [JsonPropertyName("k")]
    public int TaskId { get; init; }

    [return: NotNullIfNotNull(nameof(parent))]
    public static ParentRecord? From(ParentInstance? parent) => parent is null ? null : new ParentRecord
    {
        Name = parent.Name,
        Version = parent.Version,
        InstanceId = parent.OrchestrationInstance.InstanceId,
        ExecutionId = parent.OrchestrationInstance.ExecutionId,
        TaskId = parent.TaskScheduleId,
    };

    public ParentInstance ToParent() => new()
    {
        Name = Name,
        Version = Version,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = InstanceId, ExecutionId = ExecutionId },
        TaskScheduleId = TaskId,
    };
}
