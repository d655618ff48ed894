namespace Daoban.Bench;

/// <summary>The figures of one scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Count">How many orchestrations, events or restarts were measured.</param>
/// <param name="PerSecond">How many of them a second, all together.</param>
/// <param name="P50Ms">Median time of one, in milliseconds, as its client sees it.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="RequestsEach">HTTP requests to storage for each, those of client and background included.</param>
/// <param name="CpuSeconds">Processor time of this process, client and engine; Azurite's own is not in it.</param>
/// <param name="PeakMiB">Largest working set of this process while it ran.</param>
internal sealed record Measurement(
    string Scenario,
    int Count,
    double PerSecond,
    double P50Ms,
    double P99Ms,
    double RequestsEach,
    double CpuSeconds,
    double PeakMiB)
{
    /// <summary>What the figures do not say; for the table only.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Note { get; init; } = string.Empty;
}
