using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Every resource that can send its logs to the workspace does.</summary>
internal static class Diagnosed
{
    private const string Setting = "Microsoft.Insights/diagnosticSettings";
    private const string Suffix = "/providers/Microsoft.Insights/diagnosticSettings/";

    // With logs. Application Insights writes into the workspace anyway; the scheduler has no such settings.
    private static readonly string[] Types =
    [
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.KeyVault/vaults",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Web/sites",
        "Microsoft.Network/networkSecurityGroups",
    ];

    // With numbers only.
    private static readonly string[] Measured =
    [
        "Microsoft.Web/serverfarms",
        "Microsoft.Network/virtualNetworks",
    ];

    public static Rule Rule { get; } = new("diagnosed", Violations,
    [
        .. Types.Concat(Measured).Select(type => new Mutation(
            $"no settings for {type}",
            environment => environment.Resources.Remove(Find(environment, environment.First(type))))),
        .. Types.Select(type => new Mutation(
            $"no logs of {type}",
            environment => Find(environment, environment.First(type))!.Put("properties.logs", new JsonArray()))),
        .. Measured.Select(type => new Mutation(
            $"no numbers of {type}",
            environment => Find(environment, environment.First(type))!.Put("properties.metrics", new JsonArray()))),
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
           where Find(environment, resource) is not { } setting || !Sends(setting, "logs")
           select resource.Label(),
        .. from type in Measured
           from resource in environment.Of(type)
           where Find(environment, resource) is not { } setting || !Sends(setting, "metrics")
           select resource.Label(),
        .. environment.Of(Setting).Where(each => each.At("properties.workspaceId") is null)
            .Select(each => each.Text("id")!),
    ];

    private static bool Sends(JsonObject setting, string kind) =>
        setting.At($"properties.{kind}") is JsonArray { Count: > 0 } sent && sent.All(each => each.Is("enabled"));
}
