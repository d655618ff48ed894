namespace Daoban.Run.Demo;

/// <summary>An order as the bank simulator shows it.</summary>
internal sealed record BankOrderOverview(
    string OrderId,
    long AmountFen,
    string Status,
    int Payments,
    long PaidFen,
    int CallbacksDelivered,
    int CallbacksLost);
