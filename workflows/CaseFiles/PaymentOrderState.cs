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

    /// <summary>Closed at the bank before it lapsed.</summary>
    Closed,
}
