namespace Daoban.Workflows.CaseFiles;

/// <summary>The one transition function of a case (docs/process.md draws it).</summary>
public static class CaseStages
{
    /// <summary>The stage after <paramref name="move"/>.</summary>
    /// <exception cref="ForbiddenMoveException">The move is not allowed from this stage.</exception>
    public static CaseStage Next(CaseStage stage, CaseMove move) => (stage, move) switch
    {
        (CaseStage.Submitted, CaseMove.OpenReview) => CaseStage.InReview,
        (CaseStage.InReview, CaseMove.OpenReview) => CaseStage.InReview,
        (CaseStage.InReview, CaseMove.OrderPayment) => CaseStage.PaymentDue,
        (CaseStage.InReview, CaseMove.Complete) => CaseStage.Completed,
        (CaseStage.InReview, CaseMove.Reject) => CaseStage.Rejected,
        (CaseStage.InReview, CaseMove.Lapse) => CaseStage.Lapsed,
        (CaseStage.PaymentDue, CaseMove.SettlePayment) => CaseStage.Paid,
        (CaseStage.PaymentDue, CaseMove.Lapse) => CaseStage.Lapsed,
        (CaseStage.Paid, CaseMove.Complete) => CaseStage.Completed,
        _ => throw new ForbiddenMoveException(stage, move),
    };

    /// <summary>Whether a case in this stage is finished.</summary>
    public static bool IsFinal(CaseStage stage) =>
        stage is CaseStage.Completed or CaseStage.Rejected or CaseStage.Lapsed;
}
