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
            return trimmed.Length == 0 ? JsonValue.Create("") : JsonNode.Parse(trimmed);
        }
        catch (JsonException)
        {
            return JsonValue.Create(trimmed);
        }
    }
}
