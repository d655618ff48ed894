namespace Daoban.Workflows.Comparing;

/// <summary>How far a walk has come; what the last whole one found.</summary>
/// <param name="Position">Where it goes on; null at its beginning.</param>
/// <param name="Counts">What it found so far.</param>
/// <param name="CompletedAt">When the last whole walk ended; null before the first.</param>
/// <param name="Completed">What that found.</param>
internal sealed record WalkState(
    string? Position, DriftCounts Counts, DateTimeOffset? CompletedAt = null, DriftCounts? Completed = null)
{
    public static WalkState Begin { get; } = new(Position: null, new DriftCounts());

    /// <summary>After another part.</summary>
    public WalkState After(ComparisonPart part, DateTimeOffset now) => part.Next is null
        ? new WalkState(Position: null, new DriftCounts(), now, Counts + part.Counts)
        : this with { Position = part.Next, Counts = Counts + part.Counts };
}
