namespace Daoban.Run.Demo;

/// <summary>The one-off payment of a case.</summary>
internal sealed record PaymentState(
    string OrderId, long AmountFen, string State, string? BankReference, DateTimeOffset ExpiresAt, string? SettledBy);
