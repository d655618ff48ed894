namespace Daoban.Workflows.Privacy;

/// <summary>Whether a legal hold stands on a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Hold">Whether it stands.</param>
/// <param name="ReasonCode">Why; null without a hold.</param>
/// <param name="SetAt">Since when; null without a hold.</param>
public sealed record LegalHoldView(string CaseId, bool Hold, string? ReasonCode, DateTimeOffset? SetAt);
