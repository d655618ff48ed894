using System.Reflection;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Daoban.Emulator.Hosting.Settings;

/// <summary>What one host is made of: its folder, its code, and settings beyond the process environment.</summary>
internal sealed record FunctionsHostSetup
{
    /// <summary>Folder with host.json and appsettings; the app's content root.</summary>
    public required string AppDirectory { get; init; }

    /// <summary>The types whose methods may be functions.</summary>
    public required Func<IEnumerable<Type>> FunctionTypes { get; init; }

    /// <summary>
    /// Settings that win over environment variables of the same name (<c>a__b</c> stands for <c>a:b</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Time of durable timers and timer triggers.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether the host ends on SIGINT and SIGTERM.</summary>
    public bool HandlesSignals { get; init; }

    /// <summary>How long a stop waits for running requests.</summary>
    public TimeSpan HttpDrainLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop then waits for the functions of listeners.</summary>
    public TimeSpan ListenerDrainLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The app that this process runs: local.settings.json becomes environment, the folder becomes current.
    /// </summary>
    public static FunctionsHostSetup ForProcess()
    {
        Assembly app = Assembly.GetEntryAssembly()
            ?? throw new InvalidOperationException("The process has no entry assembly to look for functions in.");
        string directory = AppContext.BaseDirectory;
        LocalSettings.Load(directory)?.Apply(
            directory, Environment.GetEnvironmentVariable, Environment.SetEnvironmentVariable);
        Environment.CurrentDirectory = directory;
        return new FunctionsHostSetup
        {
            AppDirectory = directory,
            FunctionTypes = () => AppAssemblies.Of(app).SelectMany(assembly => assembly.GetTypes()),
            HandlesSignals = true,
        };
    }

    /// <summary>The setting or environment variable of this name, or null.</summary>
    public string? Find(string name) => Settings.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);

    /// <summary>
    /// The generic host with upstream's configuration sources: neither host.json nor local.settings.json is one.
    /// </summary>
    public HostApplicationBuilder CreateHostBuilder(string[]? args)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ContentRootPath = AppDirectory,
            EnvironmentName = Find("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        builder.Configuration.AddInMemoryCollection(Settings.Select(setting => KeyValuePair.Create(
            setting.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
            (string?)setting.Value)));
        return builder;
    }
}
