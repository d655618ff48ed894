using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests;

/// <summary>One parameter file, compiled.</summary>
/// <param name="Name">Name of the file without its ending.</param>
/// <param name="Template">The ARM template of main.bicep, its modules nested in it.</param>
/// <param name="Parameters">What the file gives: name → <c>value</c>.</param>
/// <param name="Resources">
/// Every resource that a deployment with the file would make, those of modules among them: conditions, loops and
/// parameters applied. What only Azure knows is left as an expression in brackets.
/// </param>
internal sealed record CompiledEnvironment(
    string Name, JsonObject Template, JsonObject Parameters, JsonArray Resources)
{
    /// <summary>The resources of a type.</summary>
    public IEnumerable<JsonObject> Of(string type) => All().Where(each => each.Text("type") == type);

    /// <summary>All resources.</summary>
    public IEnumerable<JsonObject> All() => Resources.Select(each => each!.AsObject());

    /// <summary>The first resource of a type; with a text that its id contains.</summary>
    public JsonObject First(string type, string idPart = "") =>
        Of(type).First(each => each.Text("id")!.Contains(idPart, StringComparison.Ordinal));

    /// <summary>
    /// The value of a parameter, its default included when it is a literal; null when it has neither.
    /// </summary>
    public JsonNode? Parameter(string name) =>
        Parameters[name] is { } given ? given["value"] : Template.At($"parameters.{name}.defaultValue");

    /// <summary>The value of a parameter that is a word.</summary>
    public string Choice(string name) => Parameter(name)!.GetValue<string>();

    /// <summary>Whether it is one that people depend on.</summary>
    public bool IsProduction => Name.StartsWith("prod", StringComparison.Ordinal);

    /// <summary>The settings of the application by name.</summary>
    public Dictionary<string, string> Settings() =>
        First("Microsoft.Web/sites").At("properties.siteConfig.appSettings")!.AsArray()
            .ToDictionary(each => each.Text("name")!, each => each.Text("value") ?? "", StringComparer.Ordinal);

    /// <summary>A copy to change.</summary>
    public CompiledEnvironment Copy() => new(
        Name, Template.DeepClone().AsObject(), Parameters.DeepClone().AsObject(), Resources.DeepClone().AsArray());

    /// <summary>The template itself and every template nested in it.</summary>
    public IEnumerable<JsonObject> Templates() => Nested(Template);

    /// <summary>The resources as a template has them: by symbolic name, or listed in the older form.</summary>
    public static IEnumerable<JsonNode?> WrittenIn(JsonObject template) => template["resources"] switch
    {
        JsonObject named => named.Select(each => each.Value),
        JsonArray listed => listed,
        _ => [],
    };

    private static IEnumerable<JsonObject> Nested(JsonObject template)
    {
        yield return template;
        foreach (JsonNode? resource in WrittenIn(template))
        {
            if (resource.At("properties.template") is JsonObject inner)
            {
                foreach (JsonObject each in Nested(inner))
                {
                    yield return each;
                }
            }
        }
    }
}
