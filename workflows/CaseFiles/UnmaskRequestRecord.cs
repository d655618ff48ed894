namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// An auditor's request to see one personal field or paper of a case in full, and what a second person said to it; a
/// row <c>u|{requestId}</c>. Whether it has lapsed or expired is not stored: its absolute times tell.
/// </summary>
/// <param name="RequestId">Lower-case UUID made by the client.</param>
/// <param name="Field">What is to be seen: <c>phone</c>, <c>decision.{id}.comment</c>, <c>document.{id}</c>, …</param>
/// <param name="ReasonCode">Why it is needed.</param>
/// <param name="Reference">Opaque number of the file that needs it; null when there is none.</param>
/// <param name="RequestedBy">The auditor.</param>
/// <param name="RequestedAt">UTC instant.</param>
/// <param name="DueAt">Without a decision the request lapses here.</param>
/// <param name="DecisionId">Lower-case UUID of the decision; null before.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="DecidedBy">The second person.</param>
/// <param name="DecidedAt">UTC instant of the decision.</param>
/// <param name="ValidUntil">Until when an approval is good; null without one.</param>
public sealed record UnmaskRequestRecord(
    string RequestId,
    string Field,
    string ReasonCode,
    string? Reference,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset DueAt,
    string? DecisionId = null,
    Verdict? Verdict = null,
    string? DecidedBy = null,
    DateTimeOffset? DecidedAt = null,
    DateTimeOffset? ValidUntil = null);
