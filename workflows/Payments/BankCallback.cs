namespace Daoban.Workflows.Payments;

/// <summary>Body of the bank's callback: one payment was made.</summary>
/// <param name="OrderId">The order that was paid.</param>
/// <param name="BankSerial">The bank's serial number of the payment, 1 to 64 characters; the same on every
/// repetition.</param>
/// <param name="AmountFen">What was paid, in fen.</param>
/// <param name="PaidAt">When it was paid.</param>
public sealed record BankCallback(string OrderId, string BankSerial, long AmountFen, DateTimeOffset PaidAt);
