using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Every parameter and output says what it is, in every template.</summary>
internal static class Described
{
    public static Rule Rule { get; } = new("described", Violations,
    [
        new("a parameter without words", environment => environment.Template.Put("parameters.planSku.metadata", null)),
        new("an output without words", environment => environment.Template.Put("outputs.appName.metadata", null)),
        new("a parameter of a module without words", environment =>
            environment.Templates().Last()["parameters"]!["location"] = new JsonObject { ["type"] = "string" }),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        from template in environment.Templates()
        from part in (string[])["parameters", "outputs"]
        from each in template[part] as JsonObject ?? []
        where each.Value.Text("metadata.description") is not { Length: > 2 }
        select $"{part}: {each.Key}";
}
