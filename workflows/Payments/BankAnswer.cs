namespace Daoban.Workflows.Payments;

/// <summary>Body of the bank's answer to any request.</summary>
internal sealed record BankAnswer(
    string OrderId,
    string? Reference,
    BankOrderStatus Status,
    long? PaidFen,
    string? BankSerial,
    DateTimeOffset? PaidAt);
