using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// Only types that somebody has thought about: a new one is added here, and to the rules that concern it.
/// </summary>
internal static class KnownTypes
{
    private static readonly string[] Known =
    [
        "Microsoft.Authorization/locks",
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Consumption/budgets",
        "Microsoft.DurableTask/schedulers",
        "Microsoft.DurableTask/schedulers/taskHubs",
        "Microsoft.Insights/components",
        "Microsoft.Insights/diagnosticSettings",
        "Microsoft.Insights/metricAlerts",
        "Microsoft.Insights/scheduledQueryRules",
        "Microsoft.Insights/workbooks",
        "Microsoft.KeyVault/vaults",
        "Microsoft.KeyVault/vaults/keys",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/privateDnsZones",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.ServiceBus/namespaces/queues",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
        "Microsoft.Storage/storageAccounts/managementPolicies",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Web/serverfarms",
        "Microsoft.Web/sites",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    ];

    public static Rule Rule { get; } = new("known-types", Violations,
    [
        new("a virtual machine", environment => environment.Resources.Add(new JsonObject
        {
            ["type"] = "Microsoft.Compute/virtualMachines",
            ["name"] = "vm",
        })),
        new("a script", environment => environment.Resources.Add(new JsonObject
        {
            ["type"] = "Microsoft.Resources/deploymentScripts",
            ["name"] = "script",
        })),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        environment.All().Where(each => !Known.Contains(each.Text("type"))).Select(each => each.Label());
}
