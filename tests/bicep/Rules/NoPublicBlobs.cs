namespace Daoban.Bicep.Tests.Rules;

/// <summary>No blob can be read without signing in.</summary>
internal static class NoPublicBlobs
{
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Container = $"{Account}/blobServices/containers";

    public static Rule Rule { get; } = new("no-public-blobs", Violations,
    [
        Mutation.Of(Account, "properties.allowBlobPublicAccess", true),
        Mutation.Of(Account, "properties.allowBlobPublicAccess", null, "daobandata"),
        Mutation.Of(Account, "properties.allowCrossTenantReplication", true),
        Mutation.Of(Container, "properties.publicAccess", "Blob", "documents"),
        Mutation.Of(Container, "properties.publicAccess", null, "anchors"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        environment.Of(Account)
            .Where(each => !each.IsNot("properties.allowBlobPublicAccess")
                || !each.IsNot("properties.allowCrossTenantReplication"))
            .Concat(environment.Of(Container).Where(each => each.Text("properties.publicAccess") != "None"))
            .Select(each => each.Label());
}
