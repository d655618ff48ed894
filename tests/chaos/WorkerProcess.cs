using System.Diagnostics;
using System.Globalization;

namespace Daoban.Chaos;

/// <summary>A worker in a process of its own: to be killed, or to be stopped and continued as by a debugger.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Recovered = "recovered";
    private const string LostTheHub = "no longer its owner";

    private readonly TaskCompletionSource owns = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private WorkerProcess(Process process)
    {
        this.process = process;
    }

    public int Id => process.Id;

    /// <summary>Completes once it owns the hub.</summary>
    public Task Owns => owns.Task;

    /// <summary>Completes once it has noticed that it owns the hub no longer.</summary>
    public Task Lost => lost.Task;

    public static WorkerProcess Start(string connection, string hub)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                typeof(WorkerProcess).Assembly.Location, "worker", "--connection", connection, "--hub", hub,
            },
        };
        var worker = new WorkerProcess(new Process { StartInfo = start });
        worker.process.OutputDataReceived += (_, line) => worker.Read(line.Data);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        return worker;
    }

    /// <summary>SIGKILL: it can finish nothing.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGSTOP: it stands still and does not know it.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on with what it remembers.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line?.Contains(Recovered, StringComparison.Ordinal) is true)
        {
            owns.TrySetResult();
        }
        else if (line?.Contains(LostTheHub, StringComparison.Ordinal) is true)
        {
            lost.TrySetResult();
        }
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start(
            "kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
