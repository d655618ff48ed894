using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>Converts by System.Text.Json. Null stays null: it is no payload, not the text <c>null</c>.</summary>
public class JsonDataConverter : DataConverter
{
    // Stored payloads depend on these options: running orchestrations read what older code wrote.
    private static readonly JsonSerializerOptions DefaultOptions = new() { IncludeFields = true };

    private readonly JsonSerializerOptions options;

    /// <param name="options">Null takes the serializer's defaults plus public fields.</param>
    public JsonDataConverter(JsonSerializerOptions? options = null)
    {
        this.options = options ?? DefaultOptions;
    }

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, options);

    /// <exception cref="JsonException">The text does not fit <paramref name="targetType"/>.</exception>
    public override object? Deserialize(string? data, Type targetType)
        => data is null ? null : JsonSerializer.Deserialize(data, targetType, options);
}
