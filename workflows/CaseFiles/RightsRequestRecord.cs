namespace Daoban.Workflows.CaseFiles;

/// <summary>What a resident asked of their own data; a row <c>q|{requestId}</c> of the case (rules R11.7).</summary>
/// <param name="RequestId">Lower-case UUID made by the client; also the instance id of its orchestration.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Field">The field to correct; null for other kinds.</param>
/// <param name="ProtectedNewValue">The right content, protected; null for other kinds and once carried out.</param>
/// <param name="ReasonCode">Why.</param>
/// <param name="RequestedBy">Clerk who took it; may not decide it.</param>
/// <param name="RequestedAt">UTC instant.</param>
/// <param name="ContentHash">Keyed hash of the request, for idempotent repeats; empty once deleted.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RemindAt">When the deciders are reminded.</param>
/// <param name="DueAt">Until when the office promises an answer.</param>
/// <param name="LapseAt">When it ends without one.</param>
/// <param name="RemindedAt">When they were reminded.</param>
/// <param name="OverdueAt">When it was found overdue.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReasonCode">Why it was refused, or a remark to the approval.</param>
/// <param name="Outcome">What became of it: a <see cref="RightsOutcomes"/>; null until carried out.</param>
/// <param name="OutcomeReason">Why the outcome is another than asked for.</param>
/// <param name="CopyUntil">Until when the copy may be read.</param>
public sealed record RightsRequestRecord(
    string RequestId,
    RightsKind Kind,
    string? Field,
    string? ProtectedNewValue,
    string ReasonCode,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    string ContentHash,
    RightsState State,
    DateTimeOffset RemindAt,
    DateTimeOffset DueAt,
    DateTimeOffset LapseAt,
    DateTimeOffset? RemindedAt = null,
    DateTimeOffset? OverdueAt = null,
    string? DecisionId = null,
    string? DecidedBy = null,
    DateTimeOffset? DecidedAt = null,
    string? DecisionReasonCode = null,
    string? Outcome = null,
    string? OutcomeReason = null,
    DateTimeOffset? CopyUntil = null);
