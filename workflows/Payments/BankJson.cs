using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Payments;

/// <summary>JSON of the bank contract: camelCase names and values, no nulls.</summary>
internal static class BankJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Null when the text is not what it should be: the serializer's own message would quote it.</summary>
    public static T? TryRead<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
