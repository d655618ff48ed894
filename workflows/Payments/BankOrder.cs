namespace Daoban.Workflows.Payments;

/// <summary>What the bank is asked to collect. It says nothing about the resident.</summary>
/// <param name="OrderId">1 to 64 characters of <c>A–Z a–z 0–9 - _ .</c>; unique for ever.</param>
/// <param name="AmountFen">Amount in fen, above 0.</param>
/// <param name="ItemCode">Code of the payment item, such as <c>SS-03</c>.</param>
/// <param name="ExpiresAt">From this instant on the bank takes no payment for the order.</param>
public sealed record BankOrder(string OrderId, long AmountFen, string ItemCode, DateTimeOffset ExpiresAt);
