using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daoban.Emulator.Hosting.Webhooks;

/// <summary>Shows stored payloads inside an answer.</summary>
internal static class EmbeddedJson
{
    /// <summary>The JSON that the text holds; the text itself where it holds none, as a failure's does.</summary>
    public static JsonNode? Of(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string trimmed = text.Trim();
        try
        {
            JsonNode? node = trimmed.Length == 0 ? JsonValue.Create("") : JsonNode.Parse(trimmed);

            // Text that is none (half a surrogate pair) shows only when it is written, and would spoil a whole page.
            _ = node?.ToJsonString();
            return node;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return JsonValue.Create(trimmed);
        }
    }
}
