using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// Keys, passwords and policies of their own are off wherever a service allows it; one identity is used.
/// </summary>
internal static class IdentityOnly
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Site = "Microsoft.Web/sites";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Publishing = $"{Site}/basicPublishingCredentialsPolicies";

    private static readonly (string Type, string Path, string Value)[] Wanted =
    [
        (Storage, "properties.allowSharedKeyAccess", "false"),
        (Storage, "properties.defaultToOAuthAuthentication", "true"),
        (Storage, "properties.isLocalUserEnabled", "false"),
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "true"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        (Vault, "properties.enableRbacAuthorization", "true"),
        (Publishing, "properties.allow", "false"),
        (Site, "properties.siteConfig.ftpsState", "Disabled"),
        (Site, "properties.siteConfig.remoteDebuggingEnabled", "false"),
        (Site, "identity.type", "UserAssigned"),
    ];

    public static Rule Rule { get; } = new("identity-only", Violations,
    [
        .. Wanted.Select(each => Mutation.Of(each.Type, each.Path, "other")),
        .. Wanted.Select(each => Mutation.Of(each.Type, each.Path, null)),
        Mutation.Without(Publishing, "scm"),
        Mutation.Without(Publishing, "ftp"),
        new("access policies in the vault", environment => environment.First(Vault).Put(
            "properties.accessPolicies", JsonNode.Parse("[{\"objectId\":\"x\"}]"))),
        Mutation.Of(
            Site,
            "properties.functionAppConfig.deployment.storage.authentication.type",
            "StorageAccountConnectionString"),
        Mutation.Of(Site, "properties.keyVaultReferenceIdentity", null),
        Mutation.Setting("DaobanStorage__credential", null),
        Mutation.Setting("AzureWebJobsStorage__clientId", null),
        Mutation.Setting("DaobanServiceBus__credential", "connection"),
        Mutation.Setting("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", null),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. from wanted in Wanted
           from resource in environment.Of(wanted.Type)
           where resource.Text(wanted.Path) != wanted.Value
           select $"{resource.Label()}: {wanted.Path} is not {wanted.Value}",
        .. environment.Of(Vault).Where(each => each.At("properties.accessPolicies") is not null)
            .Select(each => $"{each.Label()} has access policies"),
        .. environment.Of(Site).SelectMany(site => OfSite(environment, site)),
        .. Connections(environment),
    ];

    private static IEnumerable<string> OfSite(CompiledEnvironment environment, JsonObject site)
    {
        foreach (string kind in (string[])["ftp", "scm"])
        {
            if (!environment.Of(Publishing).Any(each => each.Text("name") == $"{site.Text("name")}/{kind}"))
            {
                yield return $"{site.Label()}: publishing by password ({kind}) is not switched off";
            }
        }

        if (site.At("properties.functionAppConfig") is { } flex
            && flex.Text("deployment.storage.authentication.type") != "UserAssignedIdentity")
        {
            yield return $"{site.Label()}: the package is not read as the identity";
        }

        if (!site.Has("properties.keyVaultReferenceIdentity", "userAssignedIdentities"))
        {
            yield return $"{site.Label()}: secrets are not read as the identity";
        }
    }

    private static IEnumerable<string> Connections(CompiledEnvironment environment)
    {
        Dictionary<string, string> settings = environment.Settings();
        IEnumerable<string> connections =
            ["AzureWebJobsStorage", "DaobanStorage", .. Rule.If(settings.Keys.Any(IsServiceBus), "DaobanServiceBus")];
        foreach (string connection in connections)
        {
            if (settings.GetValueOrDefault($"{connection}__credential") != "managedidentity"
                || !settings.ContainsKey($"{connection}__clientId"))
            {
                yield return $"{connection} does not sign in as the identity";
            }
        }

        if (settings.GetValueOrDefault("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")
                ?.Contains("Authorization=AAD;ClientId=", StringComparison.Ordinal) != true)
        {
            yield return "Application Insights does not sign in as the identity";
        }
    }

    private static bool IsServiceBus(string name) => name.StartsWith("DaobanServiceBus__", StringComparison.Ordinal);
}
