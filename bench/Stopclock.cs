using System.Diagnostics;

namespace Daoban.Bench;

/// <summary>Measures one scenario from its construction on.</summary>
internal sealed class Stopclock : IDisposable
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(50);

    private readonly RequestCounter requests;
    private readonly Process process = Process.GetCurrentProcess();
    private readonly Timer sampler;
    private readonly long requestsBefore;
    private readonly TimeSpan cpuBefore;
    private readonly long began;
    private long peak;

    public Stopclock(RequestCounter requests)
    {
        this.requests = requests;
        requestsBefore = requests.Count;
        cpuBefore = process.TotalProcessorTime;
        sampler = new Timer(_ => Sample(), state: null, TimeSpan.Zero, SampleEvery);
        began = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends the measurement.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="times">How long each took; their number is the count.</param>
    /// <param name="busy">The time that counts for the rate; null for the time since the beginning.</param>
    public Measurement Stop(string scenario, IReadOnlyList<TimeSpan> times, TimeSpan? busy = null)
    {
        TimeSpan elapsed = busy ?? Stopwatch.GetElapsedTime(began);
        Sample();
        process.Refresh();
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return new Measurement(
            scenario,
            sorted.Length,
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[(int)(sorted.Length * 0.99)],
            (requests.Count - requestsBefore) / (double)sorted.Length,
            (process.TotalProcessorTime - cpuBefore).TotalSeconds,
            Interlocked.Read(ref peak) / 1024.0 / 1024.0);
    }

    public void Dispose()
    {
        sampler.Dispose();
        process.Dispose();
    }

    private void Sample()
    {
        long now = Environment.WorkingSet;
        if (now > Interlocked.Read(ref peak))
        {
            Interlocked.Exchange(ref peak, now);
        }
    }
}
