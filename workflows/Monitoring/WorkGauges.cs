using System.Diagnostics;
using System.Diagnostics.Metrics;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Monitoring;

/// <summary>
/// Shows the latest snapshot. Only the instance that measured shows it, and only while it is fresh: the timer may run
/// elsewhere the next time, and two instances must not show the same cases.
/// </summary>
internal static class WorkGauges
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(3);

    private static readonly Instrument[] Gauges =
    [
        Metering.Meter.CreateObservableGauge(
            "daoban.cases", Cases, "{case}", "Open cases by stage, and cases closed today (China) by final stage."),
        Metering.Meter.CreateObservableGauge(
            "daoban.waits.oldest", Oldest, "s", "How long the oldest open wait has lasted."),
        Metering.Meter.CreateObservableGauge(
            "daoban.waits.overdue", Overdue, "{wait}", "Open waits past the time by which they should be answered."),
    ];

    // One reference: the timer writes it while exporters read.
    private static volatile Snapshot? Latest;

    /// <summary>Whether anybody wants to see it.</summary>
    public static bool Enabled => Array.Exists(Gauges, gauge => gauge.Enabled);

    /// <summary>Shows a snapshot from now on.</summary>
    public static void Show(WorkSnapshot work) => Latest = new(work, Stopwatch.GetTimestamp());

    private static WorkSnapshot? Fresh() =>
        Latest is { } latest && Stopwatch.GetElapsedTime(latest.At) < FreshFor ? latest.Work : null;

    private static IEnumerable<Measurement<long>> Cases() =>
        (Fresh()?.Cases ?? new Dictionary<CaseStage, long>()).Select(stage => new Measurement<long>(
            stage.Value, new KeyValuePair<string, object?>("stage", stage.Key.ToString())));

    private static IEnumerable<Measurement<double>> Oldest() => (Fresh()?.Waits ?? []).Select(wait =>
        new Measurement<double>(wait.Oldest.TotalSeconds, new KeyValuePair<string, object?>("kind", wait.Kind)));

    private static IEnumerable<Measurement<long>> Overdue() => (Fresh()?.Waits ?? []).Select(wait =>
        new Measurement<long>(wait.Overdue, new KeyValuePair<string, object?>("kind", wait.Kind)));

    private sealed record Snapshot(WorkSnapshot Work, long At);
}
