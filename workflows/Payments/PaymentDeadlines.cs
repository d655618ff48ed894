namespace Daoban.Workflows.Payments;

/// <summary>When a payment order is reminded of, asked about and closed.</summary>
/// <param name="PaymentCode">Catalog item of the payment, e.g. <c>SS-03</c>.</param>
/// <param name="RemindAt">UTC instant at which the resident is reminded.</param>
/// <param name="ExpiresAt">UTC instant at which it is closed at the bank.</param>
/// <param name="QueryEvery">How often the bank is asked meanwhile, above zero.</param>
public sealed record PaymentDeadlines(
    string PaymentCode, DateTimeOffset RemindAt, DateTimeOffset ExpiresAt, TimeSpan QueryEvery);
