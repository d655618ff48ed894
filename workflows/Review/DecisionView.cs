using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Review;

/// <summary>A decision and what became of it.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="ReviewerId">Who decided.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="AmountFen">One-off payment in fen, where this level decides one.</param>
/// <param name="ReasonCode">Why it was rejected.</param>
/// <param name="HasComment">Whether the reviewer explained it; the comment is revealed by a call of its own.</param>
/// <param name="ReceivedAt">UTC instant.</param>
/// <param name="State">Received, applied or refused.</param>
/// <param name="RefusalCode">Why it was refused.</param>
public sealed record DecisionView(
    string DecisionId,
    string ReviewerId,
    Verdict Verdict,
    long? AmountFen,
    string? ReasonCode,
    bool HasComment,
    DateTimeOffset ReceivedAt,
    DecisionState State,
    string? RefusalCode)
{
    internal static DecisionView Of(DecisionRecord decision) => new(
        decision.DecisionId,
        decision.ReviewerId,
        decision.Verdict,
        decision.AmountFen,
        decision.ReasonCode,
        decision.ProtectedComment is not null,
        decision.ReceivedAt,
        decision.State,
        decision.RefusalCode);
}
