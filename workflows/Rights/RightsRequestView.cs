using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Rights;

/// <summary>A rights request and what became of it; the new content of a correction is not shown.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="RequestId">The request.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Field">The field to correct.</param>
/// <param name="ReasonCode">Why.</param>
/// <param name="RequestedBy">Clerk who took it.</param>
/// <param name="RequestedAt">UTC instant.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">Until when an answer is promised.</param>
/// <param name="LapseAt">When it ends without one.</param>
/// <param name="IsOverdue">Whether the promise has passed without a decision.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReasonCode">Why it was refused.</param>
/// <param name="Outcome">What was done: a code of <see cref="RightsOutcomes"/>.</param>
/// <param name="OutcomeReason">Why something else was done than asked for.</param>
/// <param name="CopyUntil">Until when the clerk who took it may read the copy.</param>
public sealed record RightsRequestView(
    string CaseId,
    string RequestId,
    RightsKind Kind,
    string? Field,
    string ReasonCode,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    RightsState State,
    DateTimeOffset DueAt,
    DateTimeOffset LapseAt,
    bool IsOverdue,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReasonCode,
    string? Outcome,
    string? OutcomeReason,
    DateTimeOffset? CopyUntil)
{
    internal static RightsRequestView Of(string caseId, RightsRequestRecord request) => new(
        caseId,
        request.RequestId,
        request.Kind,
        request.Field,
        request.ReasonCode,
        request.RequestedBy,
        request.RequestedAt,
        request.State,
        request.DueAt,
        request.LapseAt,
        request is { State: RightsState.Open, OverdueAt: not null },
        request.DecidedBy,
        request.DecidedAt,
        request.DecisionReasonCode,
        request.Outcome,
        request.OutcomeReason,
        request.CopyUntil);
}
