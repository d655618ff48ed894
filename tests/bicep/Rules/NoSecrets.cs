using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.Functions.Settings;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// No secret in parameters, outputs, settings or anything else: what is one is a reference to the vault, which no
/// template fills.
/// </summary>
internal static partial class NoSecrets
{
    private const string Reference = "@Microsoft.KeyVault(SecretUri=";

    // It has a key in it that opens nothing: IdentityOnly sees to DisableLocalAuth.
    private static readonly string[] OpensNothing = ["APPLICATIONINSIGHTS_CONNECTION_STRING"];

    public static Rule Rule { get; } = new("no-secrets", Violations,
    [
        Mutation.Setting("Daoban__Bank__Secret", "not-so-secret"),
        Mutation.Setting("Daoban__Keys__HashKey", "[parameters('hashKey')]"),
        Mutation.Setting("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=a"),
        Mutation.Setting("Extra", "Endpoint=sb://x;SharedAccessKeyName=Root;SharedAccessKey=abc"),
        new("a secret resource", environment => environment.Resources.Add(new JsonObject
        {
            ["type"] = "Microsoft.KeyVault/vaults/secrets",
            ["name"] = "kv/bank-secret",
        })),
        new("a secure parameter", environment => environment.Template["parameters"]!["bankSecret"] =
            new JsonObject { ["type"] = "securestring" }),
        new("a secure parameter of a module", environment => environment.Templates().Last()["parameters"]!["key"] =
            new JsonObject { ["type"] = "secureObject" }),
        new("random bytes in a parameter", environment => environment.Parameters["extra"] = new JsonObject
        {
            ["value"] = new JsonObject { ["it"] = "ZGFvYmFuIHNhbXBsZSBmaWVsZCBrZXksIHB1YmxpYyE=" },
        }),
        new("an output with a key", environment => environment.Template["outputs"]!["connection"] = new JsonObject
        {
            ["type"] = "string",
            ["value"] = "[format('AccountName=a;AccountKey={0}', variables('key'))]",
        }),
        new("an output called a password", environment => environment.Template["outputs"]!["adminPassword"] =
            new JsonObject { ["type"] = "string", ["value"] = "[variables('x')]" }),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. Settings(environment),
        .. environment.Of("Microsoft.KeyVault/vaults/secrets").Select(each => each.Label()),
        .. from template in environment.Templates()
           from parameter in template["parameters"] as JsonObject ?? []
           where parameter.Value.Text("type")?.StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true
           select $"parameter {parameter.Key} takes a secret",
        .. from template in environment.Templates()
           from output in template["outputs"] as JsonObject ?? []
           where SecretName().IsMatch(output.Key)
           select $"output {output.Key} sounds like a secret",
        .. from text in environment.Template.Texts()
               .Concat(environment.Parameters.Texts())
               .Concat(environment.Resources.Texts())
           where SecretText().IsMatch(text.Text) || RandomBytes().IsMatch(text.Text)
           select $"{text.Path} looks like a secret",
    ];

    private static IEnumerable<string> Settings(CompiledEnvironment environment) =>
        from setting in environment.Settings()
        where AppSettings.Find(setting.Key) is { IsSecret: true }
            && !OpensNothing.Contains(setting.Key)
            && !setting.Value.Contains(Reference, StringComparison.Ordinal)
        select $"{setting.Key} is not a reference to the vault";

    [GeneratedRegex("secret$|password|passphrase|accountkey|accesskey|sastoken", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        "AccountKey=|SharedAccessKey|SharedAccessSignature|[?&]sig=|-----BEGIN|password=", RegexOptions.IgnoreCase)]
    private static partial Regex SecretText();

    // Base64 of 32 bytes and more; ids and paths have no letters of both kinds, or hyphens.
    [GeneratedRegex(@"^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9+/]{42,}={0,2}\z")]
    private static partial Regex RandomBytes();
}
