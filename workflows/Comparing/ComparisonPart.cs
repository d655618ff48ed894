namespace Daoban.Workflows.Comparing;

/// <summary>One part of a walk.</summary>
/// <param name="Counts">What it found.</param>
/// <param name="Next">Where the walk goes on; null at its end.</param>
internal sealed record ComparisonPart(DriftCounts Counts, string? Next);
