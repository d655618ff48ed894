using System.Globalization;
using System.Text.Json;

namespace Daoban.Functions.Telemetry;

/// <summary>Writes attributes and instants the same way in every file.</summary>
internal static class JsonAttributes
{
    /// <summary>Writes an object of attributes; nothing when there are none.</summary>
    public static void WriteAttributes(
        this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        bool hasBegun = false;
        foreach ((string key, object? value) in attributes)
        {
            if (!hasBegun)
            {
                json.WriteStartObject(name);
                hasBegun = true;
            }

            json.WritePropertyName(key);
            WriteValue(json, value);
        }

        if (hasBegun)
        {
            json.WriteEndObject();
        }
    }

    /// <summary>Writes an instant to 100 ns, in UTC.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTime instant) =>
        json.WriteString(name, instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double:
                json.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
