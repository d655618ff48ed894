namespace Daoban.Workflows.CaseFiles;

/// <summary>One reviewer's decision on one task; kept whether applied or refused.</summary>
/// <param name="DecisionId">Lower-case UUID made by the client.</param>
/// <param name="TaskId">The review task it answers.</param>
/// <param name="ReviewerId">Who decided.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="AmountFen">One-off payment in fen; null when this level decides none.</param>
/// <param name="ReasonCode">Why it was rejected; null when approved.</param>
/// <param name="ProtectedComment">Free text, protected; null when none.</param>
/// <param name="ContentHash">Keyed hash of the decision's content, for idempotent repeats.</param>
/// <param name="ReceivedAt">UTC instant.</param>
/// <param name="State">What became of it.</param>
/// <param name="RefusalCode">Why it was not applied; null otherwise.</param>
public sealed record DecisionRecord(
    string DecisionId,
    string TaskId,
    string ReviewerId,
    Verdict Verdict,
    long? AmountFen,
    string? ReasonCode,
    string? ProtectedComment,
    string ContentHash,
    DateTimeOffset ReceivedAt,
    DecisionState State,
    string? RefusalCode = null);
