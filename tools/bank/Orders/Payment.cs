namespace Daoban.BankSimulator.Orders;

/// <summary>One payment of a resident at the counter.</summary>
internal sealed record Payment(string BankSerial, long AmountFen, DateTimeOffset PaidAt);
