using System.Diagnostics;
using System.Text.Json;
using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>What <c>-p:WithServiceBus=false</c> leaves out, and that nothing else knows Service Bus.</summary>
public sealed class ServiceBusPartTests
{
    private const string Project = "functions/Daoban.Functions.csproj";

    [Fact]
    public async Task WithoutServiceBus_Build_LeavesOutItsSourcesAndPackagesAlone()
    {
        (string[] sources, string[] packages) with = await ItemsAsync("true");
        (string[] sources, string[] packages) without = await ItemsAsync("false");

        Assert.Equal(
            SourceFile.Below("functions").Select(file => file.Path["functions/".Length..]).Where(IsOfThePart),
            with.sources.Except(without.sources).Order(StringComparer.Ordinal));
        Assert.Empty(without.sources.Except(with.sources));
        Assert.Equal(
            ["Azure.Messaging.ServiceBus", "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus"],
            with.packages.Except(without.packages).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ServiceBus_Client_IsKnownToItsFolderAlone()
    {
        string[] knowing =
        [
            .. ((string[])["functions", "workflows", "tools"]).SelectMany(SourceFile.Below)
                .Where(file => file.Text.Contains("Azure.Messaging.ServiceBus", StringComparison.Ordinal))
                .Select(file => file.Path),
        ];

        Assert.NotEmpty(knowing);
        Assert.All(knowing, path => Assert.StartsWith("functions/ServiceBus/", path, StringComparison.Ordinal));
    }

    private static bool IsOfThePart(string path) =>
        path.StartsWith("ServiceBus/", StringComparison.Ordinal) || path == "DaobanApplication.ServiceBus.cs";

    private static async Task<(string[] Sources, string[] Packages)> ItemsAsync(string withServiceBus)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild",
                Project,
                "-nologo",
                "-p:FunctionsHost=azure",
                $"-p:WithServiceBus={withServiceBus}",
                "-getItem:Compile",
                "-getItem:PackageReference",
                "-nodeReuse:false",
            },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        using JsonDocument items = JsonDocument.Parse(output);
        return (Names("Compile"), Names("PackageReference"));

        string[] Names(string item) =>
        [
            .. items.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray()
                .Select(each => each.GetProperty("Identity").GetString()!.Replace('\\', '/')),
        ];
    }
}
