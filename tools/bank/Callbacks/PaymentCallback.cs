namespace Daoban.BankSimulator.Callbacks;

/// <summary>Body of a callback.</summary>
internal sealed record PaymentCallback(string OrderId, string BankSerial, long AmountFen, DateTimeOffset PaidAt);
