using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// No function that hands out keys is called (listKeys, listAccountSas and their kin), nor a secret read.
/// </summary>
internal static partial class NoKeyListing
{
    public static Rule Rule { get; } = new("no-key-listing", Violations,
    [
        new("an output lists keys", environment => environment.Template["outputs"]!["stolen"] = new JsonObject
        {
            ["type"] = "string",
            ["value"] = "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'x'), '2025-01-01').keys[0].value]",
        }),
        new("a nested template lists keys", environment => environment.Templates().Last()["variables"] = new JsonObject
        {
            ["sas"] = "[format('{0}', listAccountSas('x', '2025-01-01', createObject()).accountSasToken)]",
        }),
        Mutation.Setting("DaobanStorage", "[ListKeys('x', '2025-01-01').keys[0].value]"),
        new("a parameter reads a secret", environment => environment.Parameters["extra"] = new JsonObject
        {
            ["value"] = "[az.getSecret('00000000-0000-0000-0000-000000000000', 'rg', 'kv', 'bank-secret')]",
        }),
        new("a parameter refers to a vault", environment => environment.Parameters["extra"] = new JsonObject
        {
            ["reference"] = new JsonObject { ["secretName"] = "bank-secret" },
        }),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment) =>
    [
        .. from text in environment.Template.Texts()
               .Concat(environment.Parameters.Texts())
               .Concat(environment.Resources.Texts())
           where text.Text.StartsWith('[') && Call().IsMatch(text.Text)
           select $"{text.Path}: {text.Text}",
        .. environment.Parameters.Where(each => each.Value?["reference"] is not null).Select(each => each.Key),
    ];

    [GeneratedRegex(@"(?<![\w.])(?:list\w+|az\.getSecret|getSecret)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
