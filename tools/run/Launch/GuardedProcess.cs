using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Daoban.Run.Launch;

/// <summary>A started program behind its <see cref="ProcessGuard"/>. Disposal stops it and waits for its end.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);

    private readonly Process guard;
    private readonly ChildProgram program;

    private GuardedProcess(Process guard, ChildProgram program, int processId)
    {
        this.guard = guard;
        this.program = program;
        ProcessId = processId;
    }

    public string Name => program.Name;

    /// <summary>Id of the program itself, not of its guard.</summary>
    public int ProcessId { get; }

    /// <summary>Starts the program and waits until it answers.</summary>
    /// <exception cref="LaunchException">It did not start, ended, or kept silent.</exception>
    public static async Task<GuardedProcess> StartAsync(ChildProgram program, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(program.LogFile)!);
        Process guard = new() { StartInfo = GuardStart(program) };
        guard.Start();
        string? processId = await guard.StandardOutput.ReadLineAsync(CancellationToken.None);
        if (!int.TryParse(processId, CultureInfo.InvariantCulture, out int id))
        {
            throw new LaunchException(
                $"{program.Name} did not start: {await guard.StandardError.ReadToEndAsync(CancellationToken.None)}");
        }

        GuardedProcess process = new(guard, program, id);
        try
        {
            await process.AwaitAnswerAsync(cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when the program ends.</summary>
    /// <returns>The last lines of its log.</returns>
    public async Task<string> AwaitEndAsync(CancellationToken cancellationToken)
    {
        await guard.WaitForExitAsync(cancellationToken);
        return LogTail();
    }

    public async ValueTask DisposeAsync()
    {
        if (!guard.HasExited)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync(CancellationToken.None);
        }

        guard.Dispose();
    }

    private static ProcessStartInfo GuardStart(ChildProgram program)
    {
        ProcessStartInfo start = new("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.WorkingFolder ?? Path.GetDirectoryName(program.LogFile)!,
        };
        string grace = program.StopGrace.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "-e", ProcessGuard.Script, "--",
            program.StopSignal, grace, program.LogFile, program.File, .. program.Arguments,
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task AwaitAnswerAsync(CancellationToken cancellationToken)
    {
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
        long started = Environment.TickCount64;
        foreach (Uri probe in program.Probes)
        {
            while (!await AnswersAsync(http, probe, cancellationToken))
            {
                if (guard.HasExited)
                {
                    throw new LaunchException($"{Name} ended with code {guard.ExitCode}:\n{LogTail()}");
                }

                if (Environment.TickCount64 - started > StartDeadline.TotalMilliseconds)
                {
                    throw new LaunchException(
                        $"{Name} does not answer at {probe} after {StartDeadline.TotalSeconds:0} s:\n{LogTail()}");
                }

                await Task.Delay(ProbePause, cancellationToken);
            }
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http, Uri probe, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(probe, cancellationToken);
            return answer.IsSuccessStatusCode || !program.ProbesMustSucceed;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private string LogTail()
    {
        const int Lines = 30;
        return File.Exists(program.LogFile)
            ? string.Join('\n', File.ReadLines(program.LogFile).TakeLast(Lines)) + $"\n(from {program.LogFile})"
            : "";
    }
}
