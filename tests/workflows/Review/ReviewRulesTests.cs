using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Daoban.Workflows.Tests.CaseFiles;

namespace Daoban.Workflows.Tests.Review;

public sealed class ReviewRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 16, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void RefusalOf_ClaimedByTheReviewer_Decides() =>
        Assert.Null(ReviewRules.RefusalOf(
            FileWith(Claimed("reviewer-1")), Claimed("reviewer-1"), Decision("d-1", "reviewer-1")));

    [Theory]
    [InlineData("reviewer-2", "not-claimed-by-reviewer")]
    [InlineData(null, "not-claimed-by-reviewer")]
    public void RefusalOf_NotTheReviewersClaim_IsForeign(string? claimedBy, string expected) =>
        Assert.Equal(expected, ReviewRules.RefusalOf(
            FileWith(Claimed(claimedBy)), Claimed(claimedBy), Decision("d-1", "reviewer-1")));

    [Fact]
    public void RefusalOf_DecidedTask_IsDuplicateForTheSameReviewerAndClosedForOthers()
    {
        ReviewTaskRecord decided = Claimed("reviewer-1") with { State = ReviewTaskState.Decided, DecisionId = "d-0" };
        CaseFile file = FileWith(decided);
        file.DecisionRows["d-0"] = Decision("d-0", "reviewer-1");

        Assert.Equal("duplicate", ReviewRules.RefusalOf(file, decided, Decision("d-1", "reviewer-1")));
        Assert.Equal("task-closed", ReviewRules.RefusalOf(file, decided, Decision("d-1", "reviewer-2")));
    }

    [Fact]
    public void RefusalOf_LapsedTask_IsClosed()
    {
        ReviewTaskRecord lapsed = Claimed("reviewer-1") with { State = ReviewTaskState.Lapsed };
        Assert.Equal("task-closed", ReviewRules.RefusalOf(FileWith(lapsed), lapsed, Decision("d-1", "reviewer-1")));
    }

    [Fact]
    public void RefusalToWork_IntakeClerkOrReviewerOfAnotherLevel_IsTheSamePerson()
    {
        ReviewTaskRecord second = Claimed(null) with { TaskId = "task-2", Level = 2 };
        CaseFile file = FileWith(Claimed("reviewer-1") with { State = ReviewTaskState.Decided, DecisionId = "d-0" });
        file.TaskRows[second.TaskId] = second;
        file.DecisionRows["d-0"] = Decision("d-0", "reviewer-1");

        Assert.Equal(ProblemCodes.SamePerson, ReviewRules.RefusalToWork(file, second, Reviewer("clerk-1", 2))?.Code);
        Assert.Equal(ProblemCodes.SamePerson, ReviewRules.RefusalToWork(file, second, Reviewer("reviewer-1", 2))?.Code);
        Assert.Equal(
            ProblemCodes.LevelNotYours, ReviewRules.RefusalToWork(file, second, Reviewer("reviewer-2", 1))?.Code);
        Assert.Null(ReviewRules.RefusalToWork(file, second, Reviewer("reviewer-2", 2)));
    }

    [Fact]
    public void IsFree_AnotherReviewersClaim_ExpiresAfterHalfAnHour()
    {
        ReviewTaskRecord task = Claimed("reviewer-1");
        Assert.True(ReviewRules.IsFree(task, "reviewer-1", Now));
        Assert.False(ReviewRules.IsFree(task, "reviewer-2", Now.AddMinutes(29)));
        Assert.True(ReviewRules.IsFree(task, "reviewer-2", Now.AddMinutes(30)));
    }

    [Theory]
    [InlineData(Verdict.Approved, null, null, 2, ProblemCodes.AmountRequired)]
    [InlineData(Verdict.Approved, -1L, null, 2, ProblemCodes.AmountInvalid)]
    [InlineData(Verdict.Approved, 1_000_001L, null, 2, ProblemCodes.AmountInvalid)]
    [InlineData(Verdict.Approved, 100L, null, 1, ProblemCodes.AmountNotAllowed)]
    [InlineData(Verdict.Rejected, 100L, RejectionReasons.Other, 2, ProblemCodes.AmountNotAllowed)]
    [InlineData(Verdict.Rejected, null, null, 1, ProblemCodes.ReasonRequired)]
    [InlineData(Verdict.Rejected, null, "because", 1, ProblemCodes.ReasonRequired)]
    [InlineData(Verdict.Rejected, null, RejectionReasons.Other, 1, ProblemCodes.ReasonRequired)]
    [InlineData((Verdict)7, null, null, 1, ProblemCodes.VerdictInvalid)]
    [InlineData(Verdict.Approved, 0L, null, 2, null)]
    [InlineData(Verdict.Approved, 1_000_000L, null, 2, null)]
    [InlineData(Verdict.Approved, null, null, 1, null)]
    [InlineData(Verdict.Rejected, null, RejectionReasons.NotEligible, 2, null)]
    public void ProblemOf_Decision_FollowsTheItemsPaymentRule(
        Verdict verdict, long? amountFen, string? reason, int level, string? expected) =>
        Assert.Equal(expected, ReviewRules.ProblemOf(new DecisionData(verdict, amountFen, reason), Item, level)?.Code);

    private static CatalogItem Item { get; } = Catalogs.WithPayment(maximumFen: 1_000_000);

    private static ReviewTaskRecord Claimed(string? by) => new(
        "task-1",
        1,
        by is null ? ReviewTaskState.Open : ReviewTaskState.Claimed,
        Now,
        Now.AddDays(3),
        Now.AddDays(5),
        Now.AddDays(60),
        ClaimedBy: by,
        ClaimedAt: by is null ? null : Now);

    private static DecisionRecord Decision(string id, string reviewer) => new(
        id, "task-1", reviewer, Verdict.Approved, null, null, null, "content", Now, DecisionState.Received);

    private static Actor Reviewer(string id, int level) => new(id, "reviewer", [], ["330902"], level);

    private static CaseFile FileWith(ReviewTaskRecord task)
    {
        CaseFile file = Samples.File(CaseStage.InReview);
        file.TaskRows[task.TaskId] = task;
        return file;
    }
}
