using System.Diagnostics;
using System.Globalization;
using Daoban.Run.Launch;

namespace Daoban.EndToEnd.Tests.Launcher;

/// <summary>The program that <c>./run</c> ends in, started as it starts it.</summary>
internal sealed class LauncherProcess : IAsyncDisposable
{
    // Far more than anything takes: a test that hangs must fail, and name what it waited for.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Process process = new();
    private readonly List<string> lines = [];
    private readonly List<(string Text, TaskCompletionSource Seen)> awaited = [];

    private LauncherProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        string program = Repository.Find().Assembly("tools/run", "Daoban.Run");
        process.StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>Everything that it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', lines);
            }
        }
    }

    public static LauncherProcess Start(params string[] arguments) =>
        Start(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables beside its own.</param>
    /// <param name="arguments">Its arguments.</param>
    public static LauncherProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var launcher = new LauncherProcess(arguments, environment);
        launcher.process.Start();
        launcher.process.BeginOutputReadLine();
        launcher.process.BeginErrorReadLine();
        return launcher;
    }

    /// <summary>Waits until it has written the text.</summary>
    public async Task AwaitTextAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            awaited.Add((text, seen));
            Look();
        }

        Task ended = process.WaitForExitAsync();
        await Task.WhenAny(seen.Task, ended).WaitAsync(Deadline);
        Assert.True(seen.Task.IsCompleted, $"It ended without \"{text}\":\n{Output}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    /// <summary>
    /// Asks it to stop as Ctrl-C does. By SIGTERM: where tests run in the background, SIGINT may be ignored from the
    /// start.
    /// </summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync();
        }

        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            lines.Add(line);
            Look();
        }
    }

    private void Look()
    {
        foreach ((string text, TaskCompletionSource seen) in awaited)
        {
            if (lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }
        }
    }
}
