using System.Text.Json.Nodes;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// .NET 10 isolated on Linux, said where each plan wants it; production keeps instances ready for people at the
/// counter and for deadlines.
/// </summary>
internal static class Hosting
{
    private const string Site = "Microsoft.Web/sites";
    private const string Scale = "properties.functionAppConfig.scaleAndConcurrency";

    // Flex Consumption refuses these: it has them in functionAppConfig.
    private static readonly string[] NotOnFlex =
    [
        "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID",
    ];

    public static Rule Rule { get; } = new("hosting", Violations,
    [
        Mutation.Setting("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
        Mutation.Setting("WEBSITE_RUN_FROM_PACKAGE", "1"),
        Mutation.Of(Site, "properties.functionAppConfig.runtime.version", "8.0"),
        Mutation.Of(Site, "properties.functionAppConfig.runtime.name", "dotnet"),
        Mutation.Of(Site, $"{Scale}.alwaysReady", Array.Empty<string>()),
        new("no instance ready for orchestrations", environment =>
            environment.First(Site).At($"{Scale}.alwaysReady")!.AsArray().RemoveAt(1)),
        Mutation.Of(Site, "properties.functionAppConfig.deployment.storage.value", "[variables('elsewhere')]"),
        Mutation.Of(Site, "kind", "functionapp"),
        Mutation.Of("Microsoft.Web/serverfarms", "sku.name", "Y1"),
        Mutation.Of(Site, "properties.siteConfig.linuxFxVersion", "DOTNET-ISOLATED|8.0", on: "prod-china"),
        Mutation.Of(Site, "properties.siteConfig.healthCheckPath", null, on: "prod-china"),
        Mutation.Setting("FUNCTIONS_WORKER_RUNTIME", null, "prod-china"),
        Mutation.Setting("WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID", null, "prod-china"),
        Mutation.Setting("WEBSITE_CONTENTSHARE", "share", "prod-china"),
        Mutation.Of("Microsoft.Web/serverfarms", "sku.capacity", 1, on: "prod-china"),
        new("no such container", environment => environment.Resources.Remove(
            environment.First("Microsoft.Storage/storageAccounts/blobServices/containers", "app-package"))),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        JsonObject site = environment.First(Site);
        JsonObject plan = environment.First("Microsoft.Web/serverfarms");
        string sku = environment.Choice("planSku");
        Dictionary<string, string> settings = environment.Settings();
        return
        [
            .. Rule.If(
                site.Text("kind") != "functionapp,linux" || !plan.Is("properties.reserved"),
                "not a Function App on Linux"),
            .. Rule.If(plan.Text("sku.name") != sku, "another plan than the parameter says"),
            .. Rule.If(
                !environment.Of("Microsoft.Storage/storageAccounts/blobServices/containers")
                    .Any(each => each.Text("name")!.EndsWith("/app-package", StringComparison.Ordinal)),
                "no container for the package"),
            .. Rule.If(
                settings.Keys.Any(name => name.StartsWith("WEBSITE_CONTENT", StringComparison.Ordinal)),
                "a content share needs an account key"),
            .. sku == "FC1" ? OnFlex(environment, site, settings) : OnOther(environment, site, plan, settings),
        ];
    }

    private static IEnumerable<string> OnFlex(
        CompiledEnvironment environment, JsonObject site, Dictionary<string, string> settings)
    {
        string[] ready =
        [
            .. (site.At($"{Scale}.alwaysReady") as JsonArray ?? [])
                .Where(each => each.Number("instanceCount") >= 1)
                .Select(each => each.Text("name")!),
        ];
        return
        [
            .. settings.Keys.Intersect(NotOnFlex).Select(name => $"{name} is refused on Flex Consumption"),
            .. Rule.If(
                site.Text("properties.functionAppConfig.runtime.name") != "dotnet-isolated"
                    || site.Text("properties.functionAppConfig.runtime.version") != "10.0",
                "not .NET 10 isolated"),
            .. Rule.If(
                !site.Has("properties.functionAppConfig.deployment.storage.value", "app-package"),
                "the package comes from elsewhere"),
            .. Rule.If(
                environment.IsProduction && (!ready.Contains("http") || !ready.Contains("durable")),
                "production keeps nothing ready"),
        ];
    }

    private static IEnumerable<string> OnOther(
        CompiledEnvironment environment, JsonObject site, JsonObject plan, Dictionary<string, string> settings) =>
    [
        .. NotOnFlex.Except(settings.Keys).Select(name => $"{name} is missing"),
        .. Rule.If(site.Text("properties.siteConfig.linuxFxVersion") != "DOTNET-ISOLATED|10.0", "not .NET 10 isolated"),
        .. Rule.If(
            site.Text("properties.siteConfig.healthCheckPath") != "/api/health/ready",
            "nobody asks whether it is ready"),
        .. Rule.If(
            environment.IsProduction && plan.Number("sku.capacity") is not >= 2,
            "production keeps nothing ready"),
    ];
}
