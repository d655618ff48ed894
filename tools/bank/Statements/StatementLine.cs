namespace Daoban.BankSimulator.Statements;

/// <summary>One payment of the day.</summary>
internal sealed record StatementLine(string OrderId, string BankSerial, long AmountFen, DateTimeOffset PaidAt);
