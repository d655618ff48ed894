using System.Text.Json.Nodes;
using Daoban.TestKit;

namespace Daoban.Bicep.Tests;

/// <summary>All of bicep/, compiled once for all tests.</summary>
public sealed class BicepFixture : IAsyncLifetime
{
    private readonly Dictionary<string, CompiledEnvironment> environments = [];
    private BicepSession? session;

    /// <summary>
    /// What the compiler and the linter said of the parameter files; empty when they had nothing to say.
    /// </summary>
    internal List<string> Remarks { get; } = [];

    /// <summary>Names of the parameter files without their ending.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathTo("bicep"), "*.bicepparam")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The running Bicep; skips the test where there is none.</summary>
    internal BicepSession Session
    {
        get
        {
            Assert.SkipWhen(BicepSession.Missing is not null, BicepSession.Missing ?? "");
            return session!;
        }
    }

    /// <summary>
    /// The compiled form of a parameter file, not to be changed; skips the test where there is no Bicep.
    /// </summary>
    internal CompiledEnvironment Compiled(string name)
    {
        Assert.SkipWhen(BicepSession.Missing is not null, BicepSession.Missing ?? "");
        return environments.TryGetValue(name, out CompiledEnvironment? compiled)
            ? compiled
            : throw new InvalidOperationException($"{name} does not build: {string.Join('\n', Remarks)}");
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (BicepSession.Missing is not null)
        {
            return;
        }

        session = new BicepSession();
        foreach (string name in Names)
        {
            await CompileAsync(name);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        session?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task CompileAsync(string name)
    {
        string path = Repository.PathTo("bicep", $"{name}.bicepparam");
        JsonNode built = await session!.CallAsync("compileParams", new JsonObject
        {
            ["path"] = path,
            ["parameterOverrides"] = new JsonObject(),
        });
        Remarks.AddRange(built["diagnostics"]!.AsArray().Select(each => $"{name}: {each!.ToJsonString()}"));
        if (!built.Is("success"))
        {
            return;
        }

        JsonNode snapshot = await session.CallAsync("getSnapshot", new JsonObject
        {
            ["path"] = path,
            ["metadata"] = new JsonObject
            {
                ["tenantId"] = "22222222-2222-2222-2222-222222222222",
                ["subscriptionId"] = "11111111-1111-1111-1111-111111111111",
                ["resourceGroup"] = "rg",
                ["location"] = "somewhere",
            },
            ["externalInputs"] = new JsonArray(),
        });
        environments[name] = new CompiledEnvironment(
            name,
            JsonNode.Parse(built.Text("template")!)!.AsObject(),
            JsonNode.Parse(built.Text("parameters")!)!["parameters"]!.AsObject(),
            JsonNode.Parse(snapshot.Text("snapshot")!)!["predictedResources"]!.AsArray());
    }
}
