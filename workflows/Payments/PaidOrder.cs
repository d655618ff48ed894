namespace Daoban.Workflows.Payments;

/// <summary>An order that we hold as paid.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="BankSerial">The bank's serial number of the payment that settled it.</param>
/// <param name="AmountFen">What was paid, in fen.</param>
/// <param name="PaidAt">When the bank took the money.</param>
internal sealed record PaidOrder(
    string OrderId, string CaseId, string BankSerial, long AmountFen, DateTimeOffset PaidAt);
