namespace Daoban.Workflows.CaseFiles;

/// <summary>State of a payment order.</summary>
public enum PaymentOrderState
{
    /// <summary>Created; the bank does not know it yet.</summary>
    Created,

    /// <summary>Registered with the bank; the resident can pay.</summary>
    Registered,

    /// <summary>Settled, once, to the fen.</summary>
    Paid,

    /// <summary>No payment settles it any more: closed at the bank, or given up when the bank would not.</summary>
    Closed,
}
