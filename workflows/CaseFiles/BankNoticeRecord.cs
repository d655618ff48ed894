namespace Daoban.Workflows.CaseFiles;

/// <summary>What the bank said about one payment, kept once per bank serial number.</summary>
/// <param name="BankSerial">The bank's serial number of the payment.</param>
/// <param name="OrderId">The order it names.</param>
/// <param name="AmountFen">Amount it states, in fen.</param>
/// <param name="PaidAt">When the bank took the money.</param>
/// <param name="Result"><c>settled</c>, <c>duplicate</c>, <c>mismatch</c> or <c>late</c>.</param>
public sealed record BankNoticeRecord(
    string BankSerial,
    string OrderId,
    long AmountFen,
    DateTimeOffset PaidAt,
    string Result);
