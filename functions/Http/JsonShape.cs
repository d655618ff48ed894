using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Http;

/// <summary>
/// Compares a JSON document with the members of a record, so that a problem can name the field: the serializer's own
/// errors name it only in their text, next to what the client sent.
/// </summary>
internal static partial class JsonShape
{
    /// <summary>The first member that is unknown, repeated, missing or null against the type; or none.</summary>
    public static Problem? FindFault(JsonElement element, Type type) =>
        element.ValueKind is JsonValueKind.Null
            ? new Problem(ProblemCodes.MalformedBody)
            : FindFault(element, HttpJson.Reading.GetTypeInfo(type), path: "");

    /// <summary>The field of a serializer's path (<c>$.resident.name</c>), without what may not be repeated.</summary>
    public static string? FieldOf(string? path)
    {
        string field = path is ['$', .. { } rest] ? rest.TrimStart('.') : "";
        return field.Length > 0 && PlainField().IsMatch(field) ? field : null;
    }

    private static Problem? FindFault(JsonElement element, JsonTypeInfo type, string path) =>
        (type.Kind, element.ValueKind) switch
        {
            (_, JsonValueKind.Null) or (JsonTypeInfoKind.None, _) => null,
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FindFaultInObject(element, type, path),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => FindFaultInArray(element, type, path),
            _ => Malformed(path),
        };

    private static Problem? FindFaultInObject(JsonElement element, JsonTypeInfo type, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            JsonPropertyInfo? property = type.Properties.FirstOrDefault(
                p => p.Name == member.Name && (p.Set is not null || p.AssociatedParameter is not null));
            if (property is null)
            {
                return Malformed(FieldOf("$." + memberPath) ?? path);
            }

            if (!seen.Add(member.Name))
            {
                return new Problem(ProblemCodes.MalformedJson, memberPath);
            }

            if (member.Value.ValueKind is JsonValueKind.Null && !property.IsSetNullable)
            {
                return Malformed(memberPath);
            }

            JsonTypeInfo memberType = HttpJson.Reading.GetTypeInfo(property.PropertyType);
            if (FindFault(member.Value, memberType, memberPath) is { } fault)
            {
                return fault;
            }
        }

        return type.Properties.FirstOrDefault(p => p.IsRequired && !seen.Contains(p.Name)) is { } missing
            ? Malformed(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}")
            : null;
    }

    private static Problem? FindFaultInArray(JsonElement element, JsonTypeInfo type, string path)
    {
        JsonTypeInfo itemType = HttpJson.Reading.GetTypeInfo(type.ElementType!);
        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            string itemPath = $"{path}[{index++}]";
            Problem? fault = item.ValueKind is JsonValueKind.Null
                ? Malformed(itemPath)
                : FindFault(item, itemType, itemPath);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static Problem Malformed(string path) =>
        new(ProblemCodes.MalformedBody, path.Length == 0 ? null : path);

    /// <summary>Names as programs write them. Anything else in a client's member name may be data.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,39}(\[[0-9]{1,5}\])*(\.[A-Za-z][A-Za-z0-9]{0,39}(\[[0-9]{1,5}\])*)*\z")]
    private static partial Regex PlainField();
}
