namespace Daoban.Workflows.Statements;

/// <summary>Something between the bank and us that two people resolve. No personal data.</summary>
/// <param name="DiscrepancyId">Its id within the day.</param>
/// <param name="Code">
/// <c>mismatch</c>, <c>duplicate</c>, <c>late</c>, or one of <see cref="DiscrepancyCodes"/>.
/// </param>
/// <param name="OrderId">The order that is named.</param>
/// <param name="CaseId">Its case, when we have one.</param>
/// <param name="BankSerial">The bank's serial number of the payment.</param>
/// <param name="AmountFen">What was paid, in fen.</param>
/// <param name="FoundAt">When it was found.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReasonCode">How it is resolved.</param>
/// <param name="ProposedBy">Who proposed that.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ResolvedBy">Who confirmed it; null too when the missing file came.</param>
/// <param name="ResolvedAt">When.</param>
public sealed record DiscrepancyView(
    string DiscrepancyId,
    string Code,
    string? OrderId,
    string? CaseId,
    string? BankSerial,
    long? AmountFen,
    DateTimeOffset FoundAt,
    DiscrepancyState State,
    string? ReasonCode,
    string? ProposedBy,
    DateTimeOffset? ProposedAt,
    string? ResolvedBy,
    DateTimeOffset? ResolvedAt)
{
    internal static DiscrepancyView Of(DiscrepancyRecord record) => new(
        record.Id,
        record.Code,
        record.OrderId,
        record.CaseId,
        record.BankSerial,
        record.AmountFen,
        record.FoundAt,
        record.State,
        record.ReasonCode,
        record.ProposedBy,
        record.ProposedAt,
        record.ResolvedBy,
        record.ResolvedAt);
}
