using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Tests.CaseFiles;

public sealed class CaseStagesTests
{
    private static readonly Dictionary<(CaseStage, CaseMove), CaseStage> Allowed = new()
    {
        [(CaseStage.Submitted, CaseMove.OpenReview)] = CaseStage.InReview,
        [(CaseStage.InReview, CaseMove.OpenReview)] = CaseStage.InReview,
        [(CaseStage.InReview, CaseMove.OrderPayment)] = CaseStage.PaymentDue,
        [(CaseStage.InReview, CaseMove.Complete)] = CaseStage.Completed,
        [(CaseStage.InReview, CaseMove.Reject)] = CaseStage.Rejected,
        [(CaseStage.InReview, CaseMove.Lapse)] = CaseStage.Lapsed,
        [(CaseStage.PaymentDue, CaseMove.SettlePayment)] = CaseStage.Paid,
        [(CaseStage.PaymentDue, CaseMove.Lapse)] = CaseStage.Lapsed,
        [(CaseStage.Paid, CaseMove.Complete)] = CaseStage.Completed,
    };

    [Fact]
    public void Next_EveryStageAndMove_IsAllowedOrRefused()
    {
        foreach (CaseStage stage in Enum.GetValues<CaseStage>())
        {
            foreach (CaseMove move in Enum.GetValues<CaseMove>())
            {
                if (Allowed.TryGetValue((stage, move), out CaseStage next))
                {
                    Assert.Equal(next, CaseStages.Next(stage, move));
                }
                else
                {
                    Assert.Throws<ForbiddenMoveException>(() => CaseStages.Next(stage, move));
                }
            }
        }
    }

    [Fact]
    public void IsFinal_OnlyStagesWithoutMoves()
    {
        foreach (CaseStage stage in Enum.GetValues<CaseStage>())
        {
            Assert.Equal(!Allowed.Keys.Any(key => key.Item1 == stage), CaseStages.IsFinal(stage));
        }
    }
}
