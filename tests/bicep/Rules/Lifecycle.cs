using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// Papers get cheaper with age but stay readable; old versions go, so that nothing outlives its deletion; the platform
/// never deletes a blob in use, which is the application's business.
/// </summary>
internal static class Lifecycle
{
    private const string Policy = "Microsoft.Storage/storageAccounts/managementPolicies";

    public static Rule Rule { get; } = new("lifecycle", Violations,
    [
        Mutation.Without(Policy),
        Change("papers to the archive tier", "papers-to-cool", actions =>
            actions["baseBlob"]!["tierToArchive"] = JsonNode.Parse("{\"daysAfterModificationGreaterThan\":365}")),
        Change("papers deleted", "papers-to-cool", actions =>
            actions["baseBlob"]!["delete"] = JsonNode.Parse("{\"daysAfterModificationGreaterThan\":365}")),
        Change("snapshots stay", "old-versions-go", actions => actions.Remove("snapshot")),
        Change("versions stay", "old-versions-go", actions => actions.Remove("version")),
        Change("papers stay hot", "papers-to-cool", actions => actions.Remove("baseBlob")),
        new("a rule that is off", environment => Rules(environment).First()!["enabled"] = false),
        new("a rule for the anchors", environment =>
            Rules(environment).First().At("definition.filters.prefixMatch")!.AsArray().Add("anchors/")),
    ]);

    private static Mutation Change(string name, string rule, Action<JsonObject> change) => new(
        name,
        environment => change(
            Rules(environment).Single(each => each.Text("name") == rule).At("definition.actions")!.AsObject()));

    private static JsonArray Rules(CompiledEnvironment environment) =>
        environment.First(Policy).At("properties.policy.rules")!.AsArray();

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        if (!environment.Of(Policy).Any())
        {
            return ["there are no rules"];
        }

        JsonNode?[] rules = [.. Rules(environment).Where(each => each.Is("enabled"))];
        return
        [
            .. rules.Where(each => each.At("definition.actions.baseBlob.tierToArchive") is not null)
                .Select(each => $"{each.Text("name")}: the application cannot read the archive tier"),
            .. rules.Where(each => each.At("definition.actions.baseBlob.delete") is not null)
                .Select(each => $"{each.Text("name")}: deletes what the application still knows"),
            .. rules.SelectMany(each => each.At("definition.filters.prefixMatch")!.AsArray())
                .Where(each => each!.GetValue<string>() is not ("documents/" or "archive/"))
                .Select(each => $"{each} is not for the platform to look after"),
            .. Missing("baseBlob.tierToCool"),
            .. Missing("version.delete"),
            .. Missing("snapshot.delete"),
        ];

        IEnumerable<string> Missing(string action) =>
            Rule.If(!rules.Any(each => each.At($"definition.actions.{action}") is not null), $"nothing does {action}");
    }
}
