namespace Daoban.Workflows.Payments;

/// <summary>How the payment of a case ended.</summary>
/// <param name="IsSettled">Paid to the fen, or nothing was due.</param>
/// <param name="ReasonCode">Why it was not settled; null when it was.</param>
public sealed record PaymentResult(bool IsSettled, string? ReasonCode)
{
    /// <summary>Nothing is due.</summary>
    public static PaymentResult NotDue { get; } = new(true, null);

    /// <summary>Paid.</summary>
    public static PaymentResult Settled { get; } = new(true, null);

    /// <summary>Not paid in time; closed at the bank.</summary>
    public static PaymentResult Lapsed { get; } = new(false, "payment-lapsed");

    /// <summary>The bank refused the order for good.</summary>
    public static PaymentResult Refused { get; } = new(false, "payment-order-refused");
}
