using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Daoban.Workflows.Messages;

/// <summary>What every message says of itself.</summary>
/// <param name="Format">Its format version; null for none.</param>
/// <param name="MessageId">Its id; null when it has none that could be one of ours.</param>
/// <param name="TraceParent">W3C trace context of its sender; null for none that is one.</param>
public sealed partial record MessageHeader(int? Format, string? MessageId, string? TraceParent)
{
    internal const string IdField = "messageId";
    internal const string TraceParentField = "traceParent";

    private const string FormatField = "format";

    /// <summary>Reads the header; null when the text is no JSON object.</summary>
    public static MessageHeader? TryRead(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            int? format = root.TryGetProperty(FormatField, out JsonElement field)
                && field.ValueKind is JsonValueKind.Number
                && field.TryGetInt32(out int number)
                    ? number
                    : null;
            string? trace = TextOf(root, TraceParentField);
            return new MessageHeader(
                format,
                TextOf(root, IdField) is { } id && IsId(id) ? id : null,
                ActivityContext.TryParse(trace, null, out _) ? trace : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the text may be the id of a message: it is shown, and a key.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement field) && field.ValueKind is JsonValueKind.String
            ? field.GetString()
            : null;

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,128}\z")]
    private static partial Regex IdPattern();
}
