using System.Diagnostics;
using System.Globalization;
using Daoban.EndToEnd.Tests.Support;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>Starts the application again after each kill and notes what had been committed before it.</summary>
internal sealed class AppKeeper(RunningSystem system, KillSwitch killer, CommittedHistory history, OutputLog log)
{
    private readonly List<KillPoint> points = [];
    private readonly List<TimeSpan> starts = [];
    private bool hubExists;

    /// <summary>Kills of a process that found the task hub of an earlier one: those that interrupt work.</summary>
    public int KillsWithHub { get; private set; }

    /// <summary>Figures for the log.</summary>
    public string Summary
    {
        get
        {
            double average = starts.DefaultIfEmpty().Average(start => start.TotalSeconds);
            return string.Create(
                CultureInfo.InvariantCulture, $"{starts.Count} starts became healthy, in {average:F2} s on average");
        }
    }

    /// <summary>Keeps the application running until the work is done.</summary>
    /// <returns>The kills on the way.</returns>
    /// <exception cref="InvalidOperationException">The application ended by itself.</exception>
    public async Task<IReadOnlyList<KillPoint>> KeepAliveUntilAsync(Task work)
    {
        await StartAsync();
        while (true)
        {
            Task<KillPoint> killed = killer.Kills.ReadAsync().AsTask();
            Task ended = system.App!.Ended;
            await Task.WhenAny(killed, ended, work);
            if (!killed.IsCompleted && work.IsCompleted)
            {
                return points;
            }

            // A kill shows in both; the switch may need a moment longer than the process.
            await Task.WhenAny(killed, Task.Delay(TimeSpan.FromSeconds(5)));
            if (!killed.IsCompleted)
            {
                throw new InvalidOperationException($"The application ended by itself:\n{system.LastOutput()}");
            }

            KillPoint point = await killed;
            points.Add(point);
            await NoteAsync(point);
            await StartAsync();
        }
    }

    private async Task StartAsync()
    {
        long started = Stopwatch.GetTimestamp();
        killer.Arm();
        if (await system.StartAppAsync())
        {
            starts.Add(Stopwatch.GetElapsedTime(started));
            hubExists = true;
        }
    }

    private async Task NoteAsync(KillPoint point)
    {
        StorageExchange request = point.Request;
        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"kill {point.Number} at request {request.Number}, {point.SinceStart} of its own: {Describe(request)}"));
        if (!hubExists)
        {
            return;
        }

        KillsWithHub++;
        foreach (string line in await history.LastEventsAsync())
        {
            log.Write("    " + line);
        }
    }

    private static string Describe(StorageExchange request)
    {
        string target = request.Path.Split('/', 3)[^1];
        return $"{request.Service} {request.Method} {target[..Math.Min(target.Length, 60)]}";
    }
}
