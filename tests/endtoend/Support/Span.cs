using System.Text.Json;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>One line of <c>spans.jsonl</c>.</summary>
internal sealed class Span(JsonElement line)
{
    public string TraceId { get; } = line.GetProperty("traceId").GetString()!;

    public string SpanId { get; } = line.GetProperty("spanId").GetString()!;

    public string? ParentSpanId { get; } = Text(line, "parentSpanId");

    public string Name { get; } = line.GetProperty("name").GetString()!;

    public IReadOnlyList<string> Links { get; } =
        [.. Items(line, "links").Select(link => link.GetProperty("spanId").GetString()!)];

    public IReadOnlyList<string> Events { get; } =
        [.. Items(line, "events").Select(happened => happened.GetProperty("name").GetString()!)];

    public string? Attribute(string name) =>
        line.TryGetProperty("attributes", out JsonElement attributes) ? Text(attributes, name) : null;

    public override string ToString() => $"{Name} {TraceId}/{SpanId} < {ParentSpanId} ~ {string.Join(',', Links)}";

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    private static JsonElement[] Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement items) ? [.. items.EnumerateArray()] : [];
}
