using System.Collections.Concurrent;

namespace Daoban.Bench.Load;

/// <summary>What the run did and how long it took, counted from when it was to be done. Thread-safe.</summary>
internal sealed class OperationLog
{
    private readonly ConcurrentDictionary<string, List<float>> latencies = new();
    private readonly ConcurrentDictionary<string, int> errors = new();

    public void Add(string operation, TimeSpan latency)
    {
        List<float> list = latencies.GetOrAdd(operation, _ => []);
        lock (list)
        {
            list.Add((float)latency.TotalMilliseconds);
        }
    }

    /// <param name="operation">What failed.</param>
    /// <param name="code">Status and problem code, or the kind of exception.</param>
    public void Fail(string operation, string code) =>
        errors.AddOrUpdate($"{operation}: {code}", 1, (_, count) => count + 1);

    /// <summary>Percentiles by operation.</summary>
    public IReadOnlyDictionary<string, Percentiles> Operations() => latencies
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair =>
        {
            lock (pair.Value)
            {
                return Percentiles.Of(pair.Value);
            }
        });

    /// <summary>Failures by operation and code.</summary>
    public IReadOnlyDictionary<string, int> Errors() => new SortedDictionary<string, int>(errors.ToDictionary());
}
