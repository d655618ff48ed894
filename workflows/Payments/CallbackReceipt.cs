namespace Daoban.Workflows.Payments;

/// <summary>Answer to a callback that was recorded; the bank need not repeat it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="BankSerial">The payment.</param>
/// <param name="Result"><c>settled</c>, or <c>duplicate</c> or <c>late</c> when it was recorded as disputed.</param>
public sealed record CallbackReceipt(string OrderId, string BankSerial, string Result);
