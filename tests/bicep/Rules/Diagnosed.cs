using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Every resource that can send its logs to the workspace does.</summary>
internal static class Diagnosed
{
    private const string Setting = "Microsoft.Insights/diagnosticSettings";
    private const string Suffix = "/providers/Microsoft.Insights/diagnosticSettings/";

    private static readonly string[] Types =
    [
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.KeyVault/vaults",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Web/sites",
    ];

    public static Rule Rule { get; } = new("diagnosed", Violations,
    [
        .. Types.Select(type => new Mutation(
            $"no settings for {type}",
            environment => environment.Resources.Remove(Find(environment, environment.First(type))))),
        .. Types.Select(type => new Mutation(
            $"no logs of {type}",
            environment => Find(environment, environment.First(type))!.Put("properties.logs", new JsonArray()))),
        new("a log that is off", environment =>
            environment.First(Setting, "Microsoft.KeyVault").At("properties.logs")![0]!["enabled"] = false),
        Mutation.Of(Setting, "properties.workspaceId", null),
    ]);

    private static JsonObject? Find(CompiledEnvironment environment, JsonObject resource) => environment.Of(Setting)
        .FirstOrDefault(each => each.Text("id")!.StartsWith(resource.Text("id") + Suffix, StringComparison.Ordinal));

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. from type in Types
           from resource in environment.Of(type)
           where Find(environment, resource) is not { } setting || !Sends(setting)
           select resource.Label(),
        .. environment.Of(Setting).Where(each => each.At("properties.workspaceId") is null)
            .Select(each => each.Text("id")!),
    ];

    private static bool Sends(JsonObject setting) =>
        setting.At("properties.logs") is JsonArray { Count: > 0 } logs && logs.All(each => each.Is("enabled"));
}
