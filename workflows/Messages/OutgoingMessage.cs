using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Messages;

/// <summary>A message to send. Its text is the same on every transport.</summary>
/// <param name="Queue">Where to.</param>
/// <param name="Id">What it is about; the same each time that it is sent. At most 128 of A-Z a-z 0-9 . -</param>
/// <param name="Text">JSON with the optional fields <c>messageId</c> and <c>traceParent</c>.</param>
/// <param name="TraceParent">W3C trace context of the sender, or null.</param>
public sealed record OutgoingMessage(QueueDefinition Queue, string Id, string Text, string? TraceParent)
{
    /// <summary>Puts id and trace context into a message.</summary>
    /// <param name="queue">Where to.</param>
    /// <param name="id">See <see cref="Id"/>.</param>
    /// <param name="payload">A JSON object: ids, codes and amounts only.</param>
    /// <param name="traceParent">What it belongs to; by default the span that runs now, if it is recorded.</param>
    /// <exception cref="JsonException">The payload is no JSON object.</exception>
    public static OutgoingMessage Create(QueueDefinition queue, string id, string payload, string? traceParent = null)
    {
        JsonObject text = JsonNode.Parse(payload) as JsonObject
            ?? throw new JsonException("A message must be a JSON object.");
        string? trace = traceParent ?? Tracing.Current;
        text[MessageHeader.IdField] = id;
        if (trace is not null)
        {
            text[MessageHeader.TraceParentField] = trace;
        }

        return new OutgoingMessage(queue, id, text.ToJsonString(), trace);
    }
}
