namespace Daoban.Workflows.Denials;

/// <summary>What callers that nobody knows were refused on one day.</summary>
/// <param name="Day">A day in China.</param>
/// <param name="Counts">By problem code; what other instances counted in the last minute may be missing.</param>
public sealed record DenialCountsView(DateOnly Day, IReadOnlyList<DenialCount> Counts);
