namespace Daoban.Chaos;

/// <summary>Kills the worker that owns the hub, again and again, and starts the next one.</summary>
internal sealed class Killer(Func<WorkerProcess> start, ChaosOptions options, Action<string> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Random random = new(options.Seed);
    private WorkerProcess worker = start();

    public int Kills { get; private set; }

    /// <summary>Spreads the kills over the load, each a little after the worker has taken over.</summary>
    /// <param name="load">Ends it.</param>
    /// <param name="progress">0 to 1.</param>
    public async Task KillWhileAsync(Task load, Func<double> progress)
    {
        while (!load.IsCompleted && Kills < options.Kills)
        {
            await Task.WhenAny(load, worker.Owns);
            await Task.WhenAny(load, Task.Delay(random.Next(50, 1000)));
            // The last kill well before the end, so that there is work for every worker.
            while (!load.IsCompleted && progress() < 0.9 * Kills / options.Kills)
            {
                await Task.WhenAny(load, Task.Delay(Interval));
            }

            if (!load.IsCompleted)
            {
                worker.Kill();
                worker.Dispose();
                Kills++;
                log($"kill {Kills} at {progress():0 %}");
                worker = start();
            }
        }

        await load;
    }

    public void Dispose() => worker.Dispose();
}
