namespace Daoban.Workflows.CaseFiles;

/// <summary>The one-off payment of a case.</summary>
/// <param name="OrderId">Minted by the orchestration; also the bank's idempotency key.</param>
/// <param name="PaymentCode">Catalog item of the payment, e.g. <c>SS-03</c>.</param>
/// <param name="AmountFen">Amount due in fen, above 0.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedAt">UTC instant.</param>
/// <param name="RemindAt">When the resident is reminded.</param>
/// <param name="ExpiresAt">When it is closed at the bank.</param>
/// <param name="BankReference">The bank's reference, once registered.</param>
/// <param name="RemindedAt">When the reminder went out.</param>
/// <param name="BankSerial">Serial number of the payment that settled it.</param>
/// <param name="PaidAt">When the bank took the money.</param>
/// <param name="SettledBy"><c>callback</c>, <c>query</c>, <c>close</c> or <c>statement</c>.</param>
public sealed record PaymentOrderRecord(
    string OrderId,
    string PaymentCode,
    long AmountFen,
    PaymentOrderState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset RemindAt,
    DateTimeOffset ExpiresAt,
    string? BankReference = null,
    DateTimeOffset? RemindedAt = null,
    string? BankSerial = null,
    DateTimeOffset? PaidAt = null,
    string? SettledBy = null);
