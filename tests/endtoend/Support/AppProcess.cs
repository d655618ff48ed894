using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Daoban.Run.Launch;

namespace Daoban.EndToEnd.Tests.Support;

/// <summary>
/// One process of the application, our own child, so that a kill takes effect before the next line of the test runs.
/// </summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly Uri probe;

    private AppProcess(Process process, Uri probe)
    {
        this.process = process;
        this.probe = probe;
    }

    /// <summary>Ends when the process has ended and all it wrote was read.</summary>
    public Task Ended => process.WaitForExitAsync();

    /// <summary>The exit code of a process that has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <param name="program">What to run, with which settings.</param>
    /// <param name="write">Told each line of its standard output and error.</param>
    public static AppProcess Start(ChildProgram program, Action<string> write)
    {
        var start = new ProcessStartInfo(program.File, program.Arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = program.WorkingFolder,
        };
        foreach ((string name, string value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new AppProcess(process, program.Probes[0]);

        void Write(string? line)
        {
            if (line is not null)
            {
                write(line);
            }
        }
    }

    /// <returns>True once it answers that it is healthy; false when it ended before.</returns>
    /// <exception cref="TimeoutException">It neither answered nor ended.</exception>
    public async Task<bool> AwaitHealthyAsync(HttpClient http)
    {
        long started = Stopwatch.GetTimestamp();
        while (!process.HasExited)
        {
            if (await IsHealthyAsync(http))
            {
                return true;
            }

            if (Stopwatch.GetElapsedTime(started) > StartDeadline)
            {
                throw new TimeoutException($"The application does not answer at {probe} within {StartDeadline}.");
            }

            await Task.Delay(ProbePause);
        }

        return false;
    }

    /// <summary>SIGKILL. The process is gone when this returns.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit(StartDeadline);
    }

    /// <summary>SIGTERM; waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        string id = process.Id.ToString(CultureInfo.InvariantCulture);
        using Process signal = Process.Start("kill", ["-TERM", id]);
        await signal.WaitForExitAsync();
        await Ended;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await Ended;
        }

        process.Dispose();
    }

    private async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(probe);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
