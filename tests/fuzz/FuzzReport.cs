namespace Daoban.Fuzz;

/// <summary>What a run showed.</summary>
/// <param name="Operations">By operation.</param>
/// <param name="Faults">What no request may be answered with.</param>
/// <param name="ResidentBeforeMiB">Resident memory of the application's process before the first request.</param>
/// <param name="ResidentAfterMiB">The same after the last.</param>
internal sealed record FuzzReport(
    IReadOnlyList<OperationResult> Operations,
    IReadOnlyList<Fault> Faults,
    double ResidentBeforeMiB,
    double ResidentAfterMiB)
{
    public double GrowthMiB => ResidentAfterMiB - ResidentBeforeMiB;

    public double LongestMs => Operations.Max(operation => operation.LongestMs);
}
