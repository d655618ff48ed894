using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// No host name of one cloud is written down: they come from <c>environment()</c>, from the resource, or from the one
/// map that has every cloud. Descriptions may link to documentation.
/// </summary>
internal static partial class NoPublicCloudHost
{
    private static readonly string[] Documentation = ["learn.microsoft.com", "docs.azure.cn"];

    public static Rule Rule { get; } = new("no-public-cloud-host", Violations,
    [
        Mutation.Setting("Daoban__KeyVault__Url", "https://kv-daoban.vault.azure.net/"),
        Mutation.Setting("Daoban__Identity__Authority", "[format('https://login.microsoftonline.com/{0}/v2.0', 'x')]"),
        Mutation.Setting("Daoban__KeyVault__Scope", "https://vault.azure.cn/.default"),
        new("a zone name", environment => environment.Template["variables"]!["zones"]!["blob"] =
            "privatelink.blob.core.windows.net"),
        new("a variable of a module", environment => environment.Templates().Last()["variables"] = new JsonObject
        {
            ["suffix"] = "servicebus.chinacloudapi.cn",
        }),
        new("a parameter", environment => environment.Parameters["x"] =
            new JsonObject { ["value"] = "x.azurewebsites.net" }),
        new("a map without China", environment => ((JsonObject)Map(environment)).Remove("AzureChinaCloud")),
        new("a link to somewhere else", environment => environment.Template.Put(
            "parameters.planSku.metadata.description", "See https://portal.azure.com/here.")),
    ]);

    private static JsonNode Map(CompiledEnvironment environment) => environment.Template["variables"]!.AsObject()
        .Select(each => each.Value!)
        .First(each => each.At("AzureCloud") is not null);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
        from text in environment.Template.Texts()
            .Concat(environment.Parameters.Texts())
            .Concat(environment.Resources.Texts("/resources"))
        let last = text.Path[(text.Path.LastIndexOf('/') + 1)..]
        where last != "$schema" && Host().IsMatch(WithoutAllowed(environment, text.Path, last, text.Text))
        select $"{text.Path}: {text.Text}";

    private static string WithoutAllowed(CompiledEnvironment environment, string path, string last, string text)
    {
        if (last is "description" && path.Contains("/metadata/", StringComparison.Ordinal))
        {
            return Documentation.Aggregate(
                text, (left, host) => left.Replace($"https://{host}/", "", StringComparison.Ordinal));
        }

        // The map itself, and where its content has been put into an expression.
        string[] parts = path.Split('/');
        if (parts is ["", "variables", var name, ..]
            && environment.Template["variables"]![name] is JsonObject map
            && map.ContainsKey("AzureCloud")
            && map.ContainsKey("AzureChinaCloud"))
        {
            return "";
        }

        return InlinedMap().Replace(text, "");
    }

    [GeneratedRegex(
        @"(?:windows|azure|azurewebsites|microsoftazure|trafficmanager|azure-api|azureedge)\.net|azure\.com|"
        + @"microsoftonline|microsoft\.com|chinacloudapi|chinacloudsites|azure\.cn|usgovcloudapi|azure\.us|azurefd",
        RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex(@"createObject\('AzureCloud', createObject\([^()]*\), 'AzureChinaCloud', createObject\([^()]*\)\)")]
    private static partial Regex InlinedMap();
}
