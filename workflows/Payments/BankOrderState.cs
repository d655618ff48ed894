namespace Daoban.Workflows.Payments;

/// <summary>Where an order stands at the bank.</summary>
/// <param name="OrderId">The order asked about.</param>
/// <param name="Status">Its status.</param>
/// <param name="PaidFen">What was paid, in fen; it may differ from the order's amount. Null unless paid.</param>
/// <param name="BankSerial">The bank's serial number of the payment. Null unless paid.</param>
/// <param name="PaidAt">When it was paid. Null unless paid.</param>
public sealed record BankOrderState(
    string OrderId, BankOrderStatus Status, long? PaidFen, string? BankSerial, DateTimeOffset? PaidAt);
