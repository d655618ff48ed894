using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Launcher;

/// <summary>A stack that <c>./run</c> started and keeps running.</summary>
public sealed partial class RunningLauncher : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private LauncherProcess launcher = null!;

    /// <summary>Where it says that the application answers.</summary>
    public string App { get; private set; } = "";

    /// <summary>Where it says that the bank simulator answers.</summary>
    public string Bank { get; private set; } = "";

    /// <summary>Its data folder.</summary>
    public string Data => folder.Path;

    /// <summary>What it has written so far.</summary>
    public string Output => launcher.Output;

    public async ValueTask InitializeAsync()
    {
        launcher = LauncherProcess.Start("--data", folder.Path);
        await launcher.AwaitTextAsync("Ctrl-C stops everything.");
        App = AppLine().Match(Output).Groups["url"].Value;
        Bank = BankLine().Match(Output).Groups["url"].Value;
    }

    /// <summary>Stops it.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync() => launcher.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await launcher.DisposeAsync();
        folder.Dispose();
    }

    [GeneratedRegex("Daoban runs at (?<url>http://[^ \n]+)")]
    private static partial Regex AppLine();

    [GeneratedRegex("bank simulator +(?<url>http://[^ \n]+)/simulator/orders")]
    private static partial Regex BankLine();
}
