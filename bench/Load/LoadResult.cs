namespace Daoban.Bench.Load;

/// <summary>What a run measured, as it is written to the JSON file.</summary>
internal sealed record LoadResult
{
    /// <summary>Asked for, on average.</summary>
    public required double CasesPerSecond { get; init; }

    public required double Minutes { get; init; }

    public required int Seed { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Cases that arrived.</summary>
    public required int Arrived { get; init; }

    /// <summary>Cases that ended as planned.</summary>
    public required int Ended { get; init; }

    /// <summary>Cases that ended while cases still arrived, a second.</summary>
    public required double EndedPerSecond { get; init; }

    /// <summary>Latencies by operation, in milliseconds from the intended instant.</summary>
    public required IReadOnlyDictionary<string, Percentiles> Operations { get; init; }

    /// <summary>Failures by operation and code.</summary>
    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    /// <summary>Storage requests for each case, by service and operation; those of the host in it.</summary>
    public required IReadOnlyDictionary<string, double> StorageRequestsPerCase { get; init; }

    /// <summary>Processor milliseconds for each case, by process.</summary>
    public required IReadOnlyDictionary<string, double> CpuMsPerCase { get; init; }

    /// <summary>What 1,000 cases would be billed for.</summary>
    public required IReadOnlyList<BillableUnit> BillablePer1000Cases { get; init; }

    /// <summary>Fullest partitions of each table.</summary>
    public required IReadOnlyList<KeyShare> Partitions { get; init; }

    /// <summary>Growth of the application's managed heap after the warm-up; null when it was not measured.</summary>
    public required GrowthFit? HeapMiB { get; init; }

    /// <summary>The heap after the collections before, over time.</summary>
    public required IReadOnlyList<HeapSample> HeapSamples { get; init; }

    /// <summary>Growth of the cases on their way, as Little's law would keep them level.</summary>
    public required GrowthFit? OpenCases { get; init; }

    /// <summary>Memory, processor time and queues over time.</summary>
    public required IReadOnlyList<ProcessSample> Samples { get; init; }

    /// <summary>Everything that is wrong; empty for a good run.</summary>
    public required IReadOnlyList<string> Faults { get; init; }
}
