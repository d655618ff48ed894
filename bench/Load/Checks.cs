using System.Globalization;

namespace Daoban.Bench.Load;

/// <summary>Everything that a run must hold, and what it did not.</summary>
internal sealed class Checks
{
    /// <summary>Growth of the heap in MiB a minute, after the warm-up, that still counts as none.</summary>
    public const double HeapGrowth = 2;

    // What a run of Poisson arrivals has at its busiest against its average, with room to spare.
    private const double OpenFactor = 3;

    private readonly LoadPhase phase;
    private readonly List<string> faults = [];

    public Checks(
        LoadPhase phase, OperationLog log, IReadOnlyList<ProcessSample> samples, bool drained, TimeSpan duration)
    {
        this.phase = phase;
        if (!drained)
        {
            faults.Add(Text($"{phase.Open} cases were still on their way three minutes after the last arrival"));
        }

        foreach ((string what, int count) in log.Errors())
        {
            faults.Add(Text($"{what}, {count} times"));
        }

        foreach (CaseDrive drive in phase.Drives.Where(drive => drive.EndedAs != drive.Plan.ExpectedStage))
        {
            faults.Add(
                $"case {drive.CaseId} of {drive.Plan.ItemCode} ended as {drive.EndedAs ?? "nothing"}, not "
                + $"{drive.Plan.ExpectedStage}; {drive.Failure}");
        }

        faults.AddRange(FaultsOf(samples, duration.TotalSeconds));
    }

    public IReadOnlyList<string> Faults => faults;

    /// <summary>Queues that are not empty at the end, or cases that pile up.</summary>
    internal static IEnumerable<string> FaultsOf(IReadOnlyList<ProcessSample> samples, double seconds)
    {
        ProcessSample last = samples[^1];
        if (last.QueueMessages is > 0)
        {
            yield return Text($"{last.QueueMessages} messages are left in the queues");
        }

        if (last.OutboxMarks is > 0)
        {
            yield return Text($"{last.OutboxMarks} outbox marks are left");
        }

        double[] open = [.. samples.Where(sample => sample.At <= seconds).Select(sample => (double)sample.OpenCases)];
        double[] early = open[..(open.Length / 2)];
        double[] late = open[(open.Length / 2)..];
        if (early.Length > 0 && late.Average() > (OpenFactor * early.Average()) + 10)
        {
            yield return Text(
                $"cases pile up: {early.Average():0} on their way in the first half, {late.Average():0} in the second");
        }
    }

    public void CheckHeap(GrowthFit? heap)
    {
        if (heap is { PerMinute: > HeapGrowth })
        {
            faults.Add(Text($"the application's heap grows by {heap.PerMinute:0.0} MiB a minute"));
        }
    }

    /// <summary>Reads the timelines of some cases, spread over the run.</summary>
    public async Task CheckTimelinesAsync(AuditDrive audits, int count, CancellationToken cancellationToken)
    {
        CaseDrive[] ended = [.. phase.Drives.Where(drive => drive.EndedAs is not null)];
        int step = Math.Max(1, ended.Length / count);
        for (int i = 0; i < ended.Length; i += step)
        {
            if (await audits.IsSoundAsync(ended[i].CaseId, cancellationToken) != true)
            {
                faults.Add($"the timeline of case {ended[i].CaseId} is not sound, or cannot be read");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
