using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Surface;

/// <summary>The assemblies of the real packages, where a package source serves them.</summary>
public sealed partial class RealPackages : IAsyncLifetime
{
    private readonly Dictionary<string, string> paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);
    private string? missing;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            "msbuild", "tests/upstream/Daoban.Upstream.csproj", "-restore", "-t:ResolveAssemblyReferences",
            "-getItem:ReferencePath", "-nologo", "-nodeReuse:false", "-p:FunctionsHost=azure",
            "-p:WithServiceBus=false",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        string all = output + await errors;
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            Load(output);
            return;
        }

        Match unserved = Unserved().Match(all);
        Assert.True(unserved.Success, all);
        missing = unserved.Value;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The real type of this name, or null. Skips the test where the packages are not served.</summary>
    public Type? Find(string fullName)
    {
        Assert.SkipWhen(missing is not null, $"The real packages are not served here: {missing}");
        return types.GetValueOrDefault(fullName);
    }

    private void Load(string output)
    {
        using var items = JsonDocument.Parse(output);
        foreach (string path in items.RootElement.GetProperty("Items").GetProperty("ReferencePath").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(path => !path.Contains(".App.Ref", StringComparison.Ordinal)))
        {
            paths[Path.GetFileNameWithoutExtension(path)] = path;
        }

        // Of their own: their dependencies may have other versions than ours.
        AssemblyLoadContext context = new("real packages");
        context.Resolving += (loader, name) =>
            paths.TryGetValue(name.Name!, out string? path) ? loader.LoadFromAssemblyPath(path) : null;
        foreach (string path in paths.Values.Where(path => IsUpstream(Path.GetFileNameWithoutExtension(path))))
        {
            Assembly assembly = context.LoadFromAssemblyPath(path);
            foreach (Type type in assembly.GetExportedTypes())
            {
                types.TryAdd(type.FullName!, type);
            }
        }
    }

    private static bool IsUpstream(string assembly) =>
        assembly.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.DurableTask.", StringComparison.Ordinal)
        || assembly is "DurableTask.Core" or "Azure.Messaging.ServiceBus";

    [GeneratedRegex(@"^.*\bNU1(?:101|102|103|301)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Unserved();
}
