using System.Text.Json;
using System.Text.Json.Nodes;
using Daoban.TestKit;

namespace Daoban.Bicep.Tests;

/// <summary>The files themselves: they build, the linter has nothing to say, and it is as strict as can be.</summary>
public sealed class FileTests(BicepFixture bicep)
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
        Assert.Equal("", bicep.Remarks);
    }

    [Fact]
    public async Task Lint_EveryFile_SaysNothing()
    {
        SkipWithoutBicep();
        // A file that main.bicep does not reach would not be looked at otherwise.
        BicepRun run = await BicepCli.RunAsync(bicep.Folder, "lint", "--pattern", "./**/*.bicep");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task Format_EveryFile_ChangesNothing()
    {
        SkipWithoutBicep();
        string folder = Directory.CreateTempSubdirectory("daoban-bicep-format").FullName;
        string[] files = [.. BicepFiles(bicep.Folder)];
        foreach (string file in files.Append("bicepconfig.json"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(bicep.Folder, file), Path.Combine(folder, file));
        }

        BicepRun run = await BicepCli.RunAsync(folder, "format", "--pattern", "./**/*.bicep");
        string[] changed =
        [
            .. files.Where(file =>
                File.ReadAllText(Path.Combine(folder, file)) != File.ReadAllText(Path.Combine(bicep.Folder, file))),
        ];
        Directory.Delete(folder, recursive: true);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Empty(changed);
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
            .. from file in BicepFiles(Repository.PathTo("bicep"))
               let lines = File.ReadAllLines(Repository.PathTo("bicep", file))
               from index in Enumerable.Range(0, lines.Length)
               where lines[index].TrimStart().StartsWith("#disable", StringComparison.Ordinal)
               select (file, lines[index - 1].Trim()),
        ];

        Assert.Equal(["modules/alerts.bicep"], found.Select(each => each.File));
        Assert.All(found, each => Assert.StartsWith("// ", each.Before, StringComparison.Ordinal));
    }

    [Fact]
    public void Modules_All_AreUsed()
    {
        string[] files = [.. BicepFiles(Repository.PathTo("bicep"))];
        string all = string.Concat(files.Select(file => File.ReadAllText(Repository.PathTo("bicep", file))));

        Assert.All(
            files.Where(file => file != "main.bicep"),
            file => Assert.Contains($"{Path.GetFileName(file)}'", all, StringComparison.Ordinal));
    }

    private static IEnumerable<string> BicepFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.bicep", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static JsonNode Config() => JsonNode.Parse(
        File.ReadAllText(Repository.PathTo("bicep", "bicepconfig.json")),
        documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;

    private static void SkipWithoutBicep() => Assert.SkipWhen(BicepCli.Missing is not null, BicepCli.Missing ?? "");
}
