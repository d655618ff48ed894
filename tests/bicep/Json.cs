using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests;

/// <summary>Short ways through JSON. Paths have dots between names.</summary>
internal static class Json
{
    /// <summary>What is at a path; null when there is nothing.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (string name in path.Split('.'))
        {
            node = node is JsonObject part ? part[name] : null;
        }

        return node;
    }

    /// <summary>The text at a path, or the JSON of something else there; null when there is nothing.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        { } other => other.ToJsonString(),
    };

    /// <summary>Whether the text at a path contains a part.</summary>
    public static bool Has(this JsonNode? node, string path, string part) =>
        node.Text(path)?.Contains(part, StringComparison.Ordinal) == true;

    /// <summary>Whether there is <c>true</c> at a path.</summary>
    public static bool Is(this JsonNode? node, string path) => node.Text(path) == "true";

    /// <summary>Whether there is <c>false</c> at a path. Nothing is not false: defaults are not relied upon.</summary>
    public static bool IsNot(this JsonNode? node, string path) => node.Text(path) == "false";

    /// <summary>The whole number at a path; null when there is none.</summary>
    public static int? Number(this JsonNode? node, string path) =>
        int.TryParse(node.Text(path), out int number) ? number : null;

    /// <summary>Puts something at a path whose parents exist; null removes it.</summary>
    public static void Put(this JsonNode node, string path, JsonNode? value)
    {
        int last = path.LastIndexOf('.');
        JsonObject parent = (last < 0 ? node : node.At(path[..last]))!.AsObject();
        if (value is null)
        {
            parent.Remove(path[(last + 1)..]);
        }
        else
        {
            parent[path[(last + 1)..]] = value;
        }
    }

    /// <summary>How a resource is called in messages.</summary>
    public static string Label(this JsonObject resource) => $"{resource.Text("type")} {resource.Text("name")}";

    /// <summary>Every text below, names of properties left out, with the path to it.</summary>
    public static IEnumerable<(string Path, string Text)> Texts(this JsonNode? node, string path = "")
    {
        switch (node)
        {
            case JsonObject named:
                return named.SelectMany(each => each.Value.Texts($"{path}/{each.Key}"));
            case JsonArray listed:
                return listed.SelectMany((each, index) => each.Texts($"{path}/{index}"));
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return [(path, value.GetValue<string>())];
            default:
                return [];
        }
    }
}
