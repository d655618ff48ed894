using System.Text.Json.Nodes;
using Daoban.TestKit;

namespace Daoban.Bicep.Tests;

/// <summary>All of bicep/, compiled once for all tests, in a copy: snapshots are written beside their files.</summary>
public sealed class BicepFixture : IAsyncLifetime
{
    private readonly Dictionary<string, CompiledEnvironment> environments = [];

    /// <summary>The copy.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("daoban-bicep").FullName;

    /// <summary>What the compiler said while it built; empty when it had nothing to say.</summary>
    internal string Remarks { get; private set; } = "";

    /// <summary>Names of the parameter files without their ending.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathTo("bicep"), "*.bicepparam")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The compiled form of a parameter file, not to be changed; skips the test where there is no Bicep.</summary>
    internal CompiledEnvironment Compiled(string name)
    {
        Assert.SkipWhen(BicepCli.Missing is not null, BicepCli.Missing ?? "");
        return environments[name];
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (BicepCli.Missing is not null)
        {
            return;
        }

        string source = Repository.PathTo("bicep");
        foreach (string path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        await Parallel.ForEachAsync(Names, new ParallelOptions { MaxDegreeOfParallelism = 2 }, CompileAsync);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async ValueTask CompileAsync(string name, CancellationToken cancellationToken)
    {
        BicepRun build = await BicepCli.RunAsync(Folder, "build-params", $"{name}.bicepparam", "--stdout");
        BicepRun snapshot = await BicepCli.RunAsync(
            Folder, "snapshot", $"{name}.bicepparam", "--subscription-id", "11111111-1111-1111-1111-111111111111",
            "--tenant-id", "22222222-2222-2222-2222-222222222222", "--resource-group", "rg", "--location", "somewhere");
        lock (environments)
        {
            Remarks += build.Errors + snapshot.Errors;
            if (build.ExitCode != 0 || snapshot.ExitCode != 0)
            {
                return;
            }

            JsonNode built = JsonNode.Parse(build.Output)!;
            JsonNode predicted = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.snapshot.json")))!;
            environments[name] = new CompiledEnvironment(
                name,
                JsonNode.Parse(built["templateJson"]!.GetValue<string>())!.AsObject(),
                JsonNode.Parse(built["parametersJson"]!.GetValue<string>())!["parameters"]!.AsObject(),
                predicted["predictedResources"]!.AsArray());
        }
    }
}
