using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using DurableTask.Core;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Stored form of <see cref="FailureDetails" />.</summary>
internal sealed record FailureRecord
{
    [JsonPropertyName("t")]
    public required string Type { get; init; }

    [JsonPropertyName("m")]
    public required string Message { get; init; }

    [JsonPropertyName("s")]
    public string? Stack { get; init; }

    [JsonPropertyName("i")]
    public FailureRecord? Inner { get; init; }

    [JsonPropertyName("n")]
    public bool NonRetriable { get; init; }

    [return: NotNullIfNotNull(nameof(details))]
    public static FailureRecord? From(FailureDetails? details) => details is null ? null : new FailureRecord
    {
        Type = details.ErrorType,
        Message = details.ErrorMessage,
        Stack = details.StackTrace,
        Inner = From(details.InnerFailure),
        NonRetriable = details.IsNonRetriable,
    };

    public FailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), NonRetriable);
}
