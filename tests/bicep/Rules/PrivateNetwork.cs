using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// Where the network is private, everything that is stored is reached through private endpoints with names of their
/// own, and through nothing else; production always is.
/// </summary>
internal static class PrivateNetwork
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string ServiceBus = "Microsoft.ServiceBus/namespaces";
    private const string Endpoint = "Microsoft.Network/privateEndpoints";
    private const string Zone = "Microsoft.Network/privateDnsZones";

    public static Rule Rule { get; } = new("private-network", Violations,
    [
        new("an open production", environment => environment.Parameters["privateNetwork"] =
            new JsonObject { ["value"] = false }),
        Mutation.Of(Storage, "properties.publicNetworkAccess", "Enabled"),
        Mutation.Of(Storage, "properties.networkAcls.defaultAction", "Allow", "daobandata"),
        Mutation.Of(Vault, "properties.publicNetworkAccess", "Enabled"),
        Mutation.Of(Vault, "properties.networkAcls.defaultAction", "Allow"),
        Mutation.Of(Vault, "properties.networkAcls.bypass", "AzureServices"),
        Mutation.Of(ServiceBus, "properties.publicNetworkAccess", "Enabled"),
        Mutation.Without(Endpoint, "host-queue"),
        Mutation.Without(Endpoint, "data-table"),
        Mutation.Without(Endpoint, "vault"),
        Mutation.Without(Endpoint, "service-bus"),
        Mutation.Without($"{Endpoint}/privateDnsZoneGroups", "data-blob"),
        Mutation.Without(Zone),
        Mutation.Without($"{Zone}/virtualNetworkLinks"),
        Mutation.Of("Microsoft.Web/sites", "properties.virtualNetworkSubnetId", null),
        new("the wrong delegation", environment => environment.First("Microsoft.Network/virtualNetworks")
            .At("properties.subnets")![0].At("properties.delegations")![0]!
            .Put("properties.serviceName", "Microsoft.Web/serverFarms")),
        Mutation.Of(Storage, "properties.networkAcls.bypass", "AzureServices", on: "dev"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        JsonObject[] guarded = [.. environment.Of(Storage), .. environment.Of(Vault)];
        bool isPrivate = environment.Parameter("privateNetwork")!.GetValue<bool>();
        IEnumerable<string> always =
        [
            .. guarded.Where(each => each.Text("properties.networkAcls.bypass") != "None")
                .Select(each => $"{each.Label()} lets other services of Azure in"),
            .. Rule.If(!isPrivate && environment.IsProduction, "production is not private"),
        ];
        return isPrivate ? always.Concat(OfPrivate(environment, guarded)) : always;
    }

    private static IEnumerable<string> OfPrivate(CompiledEnvironment environment, JsonObject[] guarded)
    {
        bool hasBus = environment.Of(ServiceBus).Any(each => each.Text("sku.name") == "Premium");
        string[] parts =
        [
            "host-blob", "host-queue", "host-table", "data-blob", "data-queue", "data-table", "vault",
            .. Rule.If(hasBus, "service-bus"),
        ];
        JsonNode? site = environment.First("Microsoft.Web/sites");
        JsonNode? subnet = environment.Of("Microsoft.Network/virtualNetworks").FirstOrDefault()
            .At("properties.subnets")?[0];
        string delegation = environment.Choice("planSku") == "FC1"
            ? "Microsoft.App/environments"
            : "Microsoft.Web/serverFarms";
        int zones = hasBus ? 5 : 4;
        return
        [
            .. guarded.Where(each => each.Text("properties.networkAcls.defaultAction") != "Deny")
                .Concat(hasBus ? guarded.Concat(environment.Of(ServiceBus)).Where(IsOpen) : guarded.Where(IsOpen))
                .Select(each => $"{each.Label()} is open"),
            .. parts.Where(part => !Ends(Endpoint, part)).Select(part => $"no private endpoint for {part}"),
            .. parts.Where(part => !Ends($"{Endpoint}/privateDnsZoneGroups", $"{part}/default"))
                .Select(part => $"the private endpoint for {part} has no name"),
            .. Rule.If(environment.Of(Zone).Count() != zones, "zones are missing"),
            .. Rule.If(environment.Of($"{Zone}/virtualNetworkLinks").Count() != zones, "links are missing"),
            .. Rule.If(site.At("properties.virtualNetworkSubnetId") is null, "the app is not in the network"),
            .. Rule.If(
                subnet.At("properties.delegations")?[0].Text("properties.serviceName") != delegation,
                "the subnet of the app is not delegated to its plan"),
        ];

        bool Ends(string type, string end) =>
            environment.Of(type).Any(each => each.Text("name")!.EndsWith(end, StringComparison.Ordinal));
    }

    private static bool IsOpen(JsonObject resource) => resource.Text("properties.publicNetworkAccess") != "Disabled";
}
