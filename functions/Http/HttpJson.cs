using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Daoban.Functions.Http;

/// <summary>How the HTTP interface writes and reads JSON.</summary>
internal static class HttpJson
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaximumDepth = 16;

    /// <summary>
    /// Writes camelCase with Chinese as it is and enum values as camelCase names; leaves out what is null.
    /// </summary>
    public static JsonSerializerOptions Writing { get; } = Create(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        NumberHandling = JsonNumberHandling.Strict,
    });

    /// <summary>
    /// Reads strictly: exact names, no unknown or repeated member, no missing or null required member.
    /// </summary>
    public static JsonSerializerOptions Reading { get; } = Create(new(JsonSerializerOptions.Strict)
    {
        MaxDepth = MaximumDepth,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });

    private static JsonSerializerOptions Create(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
