namespace Daoban.Workflows.CaseFiles;

/// <summary>What moves a case from one <see cref="CaseStage"/> to the next.</summary>
public enum CaseMove
{
    /// <summary>A review task was opened.</summary>
    OpenReview,

    /// <summary>A payment order was created.</summary>
    OrderPayment,

    /// <summary>The payment was settled to the fen.</summary>
    SettlePayment,

    /// <summary>Everything the item asks for is done.</summary>
    Complete,

    /// <summary>A reviewer refused.</summary>
    Reject,

    /// <summary>A deadline passed without an answer.</summary>
    Lapse,
}
