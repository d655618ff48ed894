using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>External event: a decision was applied to a review task.</summary>
/// <param name="TaskId">The task it answers.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="AmountFen">One-off payment in fen; null when this level decides none.</param>
/// <param name="ReasonCode">Why it was rejected.</param>
public sealed record ReviewDecided(
    string TaskId,
    string DecisionId,
    Verdict Verdict,
    long? AmountFen,
    string? ReasonCode)
{
    /// <summary>Name of the event.</summary>
    public const string EventName = nameof(ReviewDecided);
}
