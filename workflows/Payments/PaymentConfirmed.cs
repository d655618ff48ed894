namespace Daoban.Workflows.Payments;

/// <summary>External event: the order was settled.</summary>
/// <param name="OrderId">The order it answers.</param>
/// <param name="BankSerial">The bank's serial number of the payment.</param>
public sealed record PaymentConfirmed(string OrderId, string BankSerial)
{
    /// <summary>Name of the event.</summary>
    public const string EventName = nameof(PaymentConfirmed);
}
