using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Storage;

/// <summary>
/// How rows, outbox payloads and queue messages are written: camelCase, enums by name, nulls left out. Content hashes
/// are made of it, too: another form would make every repetition of an older request differ.
/// </summary>
internal static class RowJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Serialize(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <exception cref="JsonException">Not JSON of this shape.</exception>
    public static T Deserialize<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A row or message is null.");
}
