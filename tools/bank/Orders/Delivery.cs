namespace Daoban.BankSimulator.Orders;

/// <summary>One callback that the bank owes the merchant.</summary>
internal sealed record Delivery(
    Guid Id,
    string BankSerial,
    DeliveryState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset NextAttemptAt);
