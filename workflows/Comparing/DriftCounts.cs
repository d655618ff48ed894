namespace Daoban.Workflows.Comparing;

/// <summary>What a comparison found.</summary>
/// <param name="Rows">Rows of the worklist that were looked at.</param>
/// <param name="Cases">Open cases that were looked at.</param>
/// <param name="Missing">Rows that were not there; written.</param>
/// <param name="Stale">Rows that said something older or else than the case file; written anew.</param>
/// <param name="Surplus">Rows of what is not open any more; removed.</param>
/// <param name="UnderWay">Left alone: a change of the case is still on its way to its rows.</param>
/// <param name="Unreadable">Left alone: rows or case files that this build cannot read.</param>
internal sealed record DriftCounts(
    int Rows = 0,
    int Cases = 0,
    int Missing = 0,
    int Stale = 0,
    int Surplus = 0,
    int UnderWay = 0,
    int Unreadable = 0)
{
    public static DriftCounts operator +(DriftCounts one, DriftCounts other) => new(
        one.Rows + other.Rows,
        one.Cases + other.Cases,
        one.Missing + other.Missing,
        one.Stale + other.Stale,
        one.Surplus + other.Surplus,
        one.UnderWay + other.UnderWay,
        one.Unreadable + other.Unreadable);
}
