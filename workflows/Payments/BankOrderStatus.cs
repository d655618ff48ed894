namespace Daoban.Workflows.Payments;

/// <summary>Status of an order at the bank.</summary>
public enum BankOrderStatus
{
    /// <summary>The bank does not know the order.</summary>
    Unknown,

    /// <summary>Registered and payable.</summary>
    Open,

    /// <summary>Paid; final.</summary>
    Paid,

    /// <summary>Closed without a payment; final.</summary>
    Closed,
}
