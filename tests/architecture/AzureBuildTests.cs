using System.Diagnostics;
using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>What the azure build takes in. Only the project files are evaluated: its packages are not needed.</summary>
public sealed class AzureBuildTests
{
    [Theory]
    [InlineData("functions/Daoban.Functions.csproj")]
    [InlineData("workflows/Daoban.Workflows.csproj")]
    public async Task Azure_AfterADefaultBuild_CompilesTheSameSources(string project)
    {
        // The tests themselves run from a default build, so that its generated sources are there.
        string[] azure = await SourcesOfAsync(project, "azure");

        Assert.NotEmpty(azure);
        Assert.DoesNotContain(azure, path => path.StartsWith("obj/", StringComparison.Ordinal));
        Assert.Equal(await SourcesOfAsync(project, "emulator"), azure);
    }

    [Fact]
    public async Task Azure_References_ArePackagesAndNothingOfTheEmulator()
    {
        string[] references = await ItemsOfAsync("workflows/Daoban.Workflows.csproj", "azure", "ProjectReference");
        string[] packages = await ItemsOfAsync("workflows/Daoban.Workflows.csproj", "azure", "PackageReference");

        Assert.Empty(references);
        Assert.Contains("Microsoft.Azure.Functions.Worker", packages);
    }

    private static Task<string[]> SourcesOfAsync(string project, string host) => ItemsOfAsync(project, host, "Compile");

    private static async Task<string[]> ItemsOfAsync(string project, string host, string item)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild", project, "-nologo", $"-p:FunctionsHost={host}", $"-getItem:{item}", "-nodeReuse:false",
            },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        using var items = System.Text.Json.JsonDocument.Parse(output);
        return
        [
            .. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
                .Select(each => each.GetProperty("Identity").GetString()!.Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }
}
