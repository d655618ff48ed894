namespace Daoban.Workflows.Statements;

/// <summary>The discrepancies of one day.</summary>
/// <param name="Day">The day in China.</param>
/// <param name="Discrepancies">Open ones first, then by the time at which they were found.</param>
public sealed record DiscrepancyList(DateOnly Day, IReadOnlyList<DiscrepancyView> Discrepancies);
