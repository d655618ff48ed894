using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>Where data is, it cannot be deleted by one hand: locks, purge protection, soft delete, versions.</summary>
internal static class DataKept
{
    private const string Lock = "Microsoft.Authorization/locks";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Blobs = $"{Storage}/blobServices";

    private static readonly string[] Locked =
    [
        Storage, "Microsoft.ServiceBus/namespaces", Vault, "Microsoft.DurableTask/schedulers",
    ];

    public static Rule Rule { get; } = new("data-kept", Violations,
    [
        .. Locked[..3].Select(type => Mutation.Without(Lock, type)),
        Mutation.Without(Lock, "Microsoft.DurableTask", "test"),
        Mutation.Of(Lock, "properties.level", "ReadOnly"),
        Mutation.Of(Vault, "properties.enablePurgeProtection", false),
        Mutation.Of(Vault, "properties.enablePurgeProtection", null),
        Mutation.Of(Vault, "properties.enableSoftDelete", false),
        Mutation.Of(Vault, "properties.softDeleteRetentionInDays", 7),
        Mutation.Of(Blobs, "properties.deleteRetentionPolicy.enabled", false),
        Mutation.Of(Blobs, "properties.deleteRetentionPolicy.days", 1),
        Mutation.Of(Blobs, "properties.containerDeleteRetentionPolicy.enabled", false),
        Mutation.Of(Blobs, "properties.isVersioningEnabled", false, "daobandata"),
        new("one account for host and data", environment =>
            environment.Resources.Remove(environment.First(Storage, "daobandata"))),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. from type in Locked
           from resource in environment.Of(type)
           where !environment.Of(Lock).Any(each => Keeps(each, resource))
           select $"{resource.Label()} can be deleted",
        .. environment.Of(Vault).Where(each => !each.Is("properties.enablePurgeProtection")
                || !each.Is("properties.enableSoftDelete")
                || each.Number("properties.softDeleteRetentionInDays") is not >= 90)
            .Select(each => $"{each.Label()} can be purged"),
        .. environment.Of(Blobs).Where(each => !Keeps(each, "deleteRetentionPolicy")
                || !Keeps(each, "containerDeleteRetentionPolicy"))
            .Select(each => $"{each.Label()} keeps nothing deleted"),
        .. environment.Of(Blobs).Where(each => each.Text("name")!.StartsWith("daobandata", StringComparison.Ordinal)
                && !each.Is("properties.isVersioningEnabled"))
            .Select(each => $"{each.Label()} keeps no versions"),
        .. Rule.If(environment.Of(Storage).Count() != 2, "host and data share an account"),
    ];

    private static bool Keeps(JsonObject keep, JsonObject resource) =>
        keep.Text("properties.level") == "CanNotDelete"
        && keep.Text("id")!.StartsWith($"{resource.Text("id")}/providers/{Lock}/", StringComparison.Ordinal);

    private static bool Keeps(JsonObject blobs, string policy) =>
        blobs.Is($"properties.{policy}.enabled") && blobs.Number($"properties.{policy}.days") is >= 7;
}
