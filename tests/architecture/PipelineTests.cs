using System.Diagnostics;
using System.Text.RegularExpressions;
using Daoban.TestKit;
using YamlDotNet.RepresentationModel;
using static Daoban.Architecture.Tests.PipelineStep;

namespace Daoban.Architecture.Tests;

/// <summary>What forks build, check and deploy with: .github/ and azure.yaml.</summary>
public sealed partial class PipelineTests
{
    [Fact]
    public void Jobs_Rights_AreTheLeast()
    {
        Assert.All(Directory.EnumerateFiles(Folder, "*.yml"), file =>
            Assert.Equal("{ { contents, read } }", Read(file)["permissions"].ToString()));
        Assert.Equal(
            [
                "ci/bicep: -", "ci/deploy: contents=read id-token=write", "ci/publish: -", "ci/test: -",
                "codeql/analyze: actions=read contents=read security-events=write",
            ],
            Jobs().Select(job => $"{job.Name}: {RightsOf(job.Job)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Jobs_WhoSignsIn_DoesSoForAnEnvironmentAndWithoutSecrets()
    {
        YamlMappingNode deploy = Jobs().Single(job => job.Name == "ci/deploy").Job;

        Assert.NotNull(Text(deploy, "environment"));
        Assert.Equal(["test", "bicep", "publish"], ((YamlSequenceNode)deploy["needs"]).Select(name => name.ToString()));
        Assert.All(
            Directory.EnumerateFiles(Folder, "*.yml"),
            file => Assert.DoesNotContain("secrets.", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Jobs_Time_IsLimited() =>
        Assert.All(Jobs(), job => Assert.InRange(int.Parse(Text(job.Job, "timeout-minutes")!, null), 5, 60));

    [Fact]
    public void Actions_Version_IsPinned()
    {
        string[] actions = [.. All().Select(step => step.Uses).OfType<string>()];

        Assert.Contains("actions/checkout@v4", actions);
        Assert.All(actions, action => Assert.Matches(@"^[\w.-]+/[\w./-]+@(v[0-9]+|[0-9a-f]{40})\z", action));
    }

    [Fact]
    public void Scripts_Text_HoldsNoExpressionThatSomebodyElseCouldWrite() => Assert.All(
        All().Where(step => step.Run is not null),
        step => Assert.DoesNotContain("${{", step.Run, StringComparison.Ordinal));

    [Fact]
    public async Task Scripts_Text_IsBash()
    {
        foreach (string script in All().Select(step => step.Run).OfType<string>().Concat(HooksOfAzureYaml()))
        {
            using Process bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true })!;
            await bash.StandardInput.WriteAsync(script);
            bash.StandardInput.Close();
            await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(bash.ExitCode == 0, script);
        }
    }

    [Fact]
    public void Scripts_CommandsOfOurs_AreThere()
    {
        string all = string.Join('\n', All().Select(step => step.Run));
        string[] programs = [.. Programs().Matches(all).Select(match => match.Groups["path"].Value).Distinct()];
        string[] projects = [.. Projects().Matches(all).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.Contains("./test", programs);
        Assert.Contains("functions", projects);
        Assert.All(programs.Concat(projects), path => Assert.True(Path.Exists(Repository.PathTo(path)), path));
        Assert.Contains(
            "dotnet artifacts/functions/Daoban.Functions.dll openapi --out artifacts/openapi.json --authority ",
            all,
            StringComparison.Ordinal);
        Assert.Contains(
            "dotnet publish functions -c Release -p:FunctionsHost=azure -o artifacts/functions",
            all,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Dependabot_Ecosystems_AreThoseThatTheRepositoryHas()
    {
        YamlMappingNode file = Read(Repository.PathTo(".github", "dependabot.yml"));
        YamlMappingNode[] updates = [.. ((YamlSequenceNode)file["updates"]).Cast<YamlMappingNode>()];

        Assert.Equal("2", Text(file, "version"));
        Assert.Equal(["nuget", "npm", "github-actions"], updates.Select(update => Text(update, "package-ecosystem")!));
        Assert.All(updates, update => Assert.Equal("/", Text(update, "directory")));
        Assert.True(File.Exists(Repository.PathTo("Directory.Packages.props")));
        Assert.True(File.Exists(Repository.PathTo("package-lock.json")));
    }

    /// <summary>
    /// The members that the schema of the Azure Developer CLI (v1.0) has for an application of this kind.
    /// </summary>
    [Fact]
    public void AzureYaml_Members_AreThoseOfItsSchema()
    {
        YamlMappingNode file = Read(Repository.PathTo("azure.yaml"));
        var infra = (YamlMappingNode)file["infra"];
        KeyValuePair<YamlNode, YamlNode> service = ((YamlMappingNode)file["services"]).Children.Single();
        var function = (YamlMappingNode)service.Value;

        Assert.Equal(["name", "infra", "services"], Names(file));
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", Text(file, "name")!);
        Assert.Equal(["provider", "path", "module"], Names(infra));
        Assert.True(Directory.Exists(Repository.PathTo(Text(infra, "path")!)));
        Assert.Equal(["project", "language", "host", "resourceName", "hooks"], Names(function));
        Assert.Equal("function", Text(function, "host"));
        Assert.Single(Directory.EnumerateFiles(Repository.PathTo(Text(function, "project")!), "*.csproj"));
        Assert.All(((YamlMappingNode)function["hooks"]).Children, hook =>
        {
            Assert.Matches("^(pre|post)(restore|build|package|publish|deploy)$", hook.Key.ToString());
            Assert.Equal(["shell", "run"], Names((YamlMappingNode)hook.Value));
        });
    }

    [Theory]
    [InlineData("azure", 0)]
    [InlineData("", 1)]
    public async Task AzureYaml_WithoutTheAzureBuild_StopsBeforeItIsPublished(string host, int exitCode)
    {
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", HooksOfAzureYaml().First()])
        {
            Environment = { ["FunctionsHost"] = host },
            RedirectStandardError = true,
        })!;
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, bash.ExitCode);
    }

    private static IEnumerable<string> HooksOfAzureYaml()
    {
        var services = (YamlMappingNode)Read(Repository.PathTo("azure.yaml"))["services"];
        return ((YamlMappingNode)services["functions"]["hooks"]).Children
            .Select(hook => Text((YamlMappingNode)hook.Value, "run")!);
    }

    private static IEnumerable<string> Names(YamlMappingNode node) => node.Children.Keys.Select(key => key.ToString());

    private static string RightsOf(YamlMappingNode job) =>
        job.Children.TryGetValue("permissions", out YamlNode? rights)
            ? string.Join(' ', ((YamlMappingNode)rights).Select(right => $"{right.Key}={right.Value}"))
            : "-";

    [GeneratedRegex(@"(?:^|\s)(?<path>\./[\w/.-]+)", RegexOptions.Multiline)]
    private static partial Regex Programs();

    [GeneratedRegex(@"dotnet (?:build|publish|run --project) (?<path>[\w/.-]+)")]
    private static partial Regex Projects();
}
