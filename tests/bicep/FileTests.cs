using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Bicep.Tests;

/// <summary>The files themselves: they build, the linter has nothing to say, and it is as strict as can be.</summary>
public sealed partial class FileTests(BicepFixture bicep)
{
    // Their verdicts change while the files do not; bicepconfig.json says so.
    private static readonly string[] MayBeOff = ["use-recent-api-versions", "use-recent-module-versions"];

    [Fact]
    public void Environments_AreThoseThatAreNamed() =>
        Assert.Equal(["dev", "prod", "prod-china", "test"], BicepFixture.Names);

    [Fact]
    public void Build_EveryParameterFile_SaysNothing()
    {
        Assert.All(BicepFixture.Names, name => bicep.Compiled(name));
        Assert.Empty(bicep.Remarks);
    }

    [Fact]
    public void Snapshots_Together_HaveEveryTypeOfTheTemplateAndNoOpenCondition()
    {
        // The rules look at what a deployment would make: nothing may hide from them behind what is not known yet.
        CompiledEnvironment[] all = [.. BicepFixture.Names.Select(bicep.Compiled)];
        IEnumerable<string> written = all[0].Templates()
            .SelectMany(CompiledEnvironment.WrittenIn)
            .Where(each => !each.Is("existing"))
            .Select(each => each.Text("type")!)
            .Where(type => type != "Microsoft.Resources/deployments")
            .Distinct();

        Assert.Empty(written.Except(all.SelectMany(each => each.All()).Select(each => each.Text("type")!)));
        Assert.DoesNotContain(all.SelectMany(each => each.All()), each => each.ContainsKey("condition"));
    }

    [Fact]
    public async Task Lint_EveryFile_SaysNothing()
    {
        // Each by itself: of a module that a file uses, only errors would be told.
        foreach (string file in BicepFiles())
        {
            Assert.Empty(await DiagnosticsOfAsync(Repository.PathTo("bicep", file)));
        }
    }

    [Fact]
    public async Task Lint_AParameterNobodyUses_IsAnError()
    {
        string folder = Directory.CreateTempSubdirectory("daoban-bicep").FullName;
        File.Copy(Repository.PathTo("bicep", "bicepconfig.json"), Path.Combine(folder, "bicepconfig.json"));
        string file = Path.Combine(folder, "bad.bicep");
        await File.WriteAllTextAsync(file, "param unused string\n", TestContext.Current.CancellationToken);

        JsonNode diagnostic = Assert.Single(await DiagnosticsOfAsync(file))!;
        Directory.Delete(folder, recursive: true);

        Assert.Equal(("no-unused-params", "Error"), (diagnostic.Text("code"), diagnostic.Text("level")));
    }

    [Fact]
    public async Task Format_EveryFile_ChangesNothing()
    {
        foreach (string file in BicepFiles())
        {
            string path = Repository.PathTo("bicep", file);
            JsonNode formatted = await bicep.Session.CallAsync("format", new JsonObject { ["path"] = path });

            Assert.True(
                formatted.Text("contents") == await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
                $"bicep format changes {file}.");
        }
    }

    [Fact]
    public void Linter_EveryRule_IsAnError()
    {
        JsonObject rules = Config().At("analyzers.core.rules")!.AsObject();

        Assert.True(Config().Is("analyzers.core.enabled"));
        Assert.All(rules, rule => Assert.Equal(
            MayBeOff.Contains(rule.Key) ? "off" : "error", rule.Value.Text("level")));
        Assert.True(rules.Count >= 42);
    }

    [Fact]
    public void Diagnostics_SwitchedOff_AreFewAndHaveAReason()
    {
        (string File, string Before)[] found =
        [
            .. from file in BicepFiles()
               let lines = File.ReadAllLines(Repository.PathTo("bicep", file))
               from index in Enumerable.Range(0, lines.Length)
               where lines[index].TrimStart().StartsWith("#disable", StringComparison.Ordinal)
               select (file, lines[index - 1].Trim()),
        ];

        Assert.Equal(["modules/alerts.bicep"], found.Select(each => each.File));
        Assert.All(found, each => Assert.StartsWith("// ", each.Before, StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_AlertsAndWorkbookAskFor_AreThoseOfTheCode()
    {
        Assert.SkipWhen(CodeFacts.Metrics.Count == 0, "The code measures nothing.");
        string all = File.ReadAllText(Repository.PathTo("bicep", "modules", "alerts.bicep"))
            + File.ReadAllText(Repository.PathTo("bicep", "workbook.json"));
        string[] asked = [.. MetricName().Matches(all).Select(each => each.Value).Distinct()];

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(CodeFacts.Metrics));
    }

    [Fact]
    public void Outputs_AzureYamlNames_AreThere()
    {
        JsonObject outputs = bicep.Compiled("dev").Template["outputs"]!.AsObject();
        string[] named =
        [
            .. OutputName().Matches(File.ReadAllText(Repository.PathTo("azure.yaml")))
                .Select(each => each.Groups["name"].Value),
        ];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, outputs));
    }

    [Fact]
    public void Modules_All_AreUsed()
    {
        string[] files = [.. BicepFiles()];
        string all = string.Concat(files.Select(file => File.ReadAllText(Repository.PathTo("bicep", file))));

        Assert.All(
            files.Where(file => file != "main.bicep"),
            file => Assert.Contains($"{Path.GetFileName(file)}'", all, StringComparison.Ordinal));
    }

    private static IEnumerable<string> BicepFiles()
    {
        string folder = Repository.PathTo("bicep");
        return Directory.EnumerateFiles(folder, "*.bicep", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"daoban(?:\.[a-z_]+)+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"\$\{?(?<name>app\w+)")]
    private static partial Regex OutputName();

    private static JsonNode Config() => JsonNode.Parse(
        File.ReadAllText(Repository.PathTo("bicep", "bicepconfig.json")),
        documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;

    private async Task<JsonArray> DiagnosticsOfAsync(string path) =>
        (await bicep.Session.CallAsync("compile", new JsonObject { ["path"] = path }))["diagnostics"]!.AsArray();
}
