using Daoban.Workflows.Audit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Tests.CaseFiles;

namespace Daoban.Workflows.Tests.Audit;

public sealed class UnmaskRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 16, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, -1, UnmaskState.Requested)]
    [InlineData(null, 0, UnmaskState.Lapsed)]
    [InlineData(Verdict.Approved, -1, UnmaskState.Approved)]
    [InlineData(Verdict.Approved, 0, UnmaskState.Expired)]
    [InlineData(Verdict.Rejected, -1, UnmaskState.Rejected)]
    public void StateOf_TimesAndVerdict_Tell(Verdict? verdict, int secondsFromTheEnd, UnmaskState expected)
    {
        UnmaskRequestRecord request = new("r", "phone", "complaint", null, "auditor-1", Now.AddDays(-2), Now)
        {
            Verdict = verdict,
            ValidUntil = verdict is Verdict.Approved ? Now : null,
        };

        Assert.Equal(expected, UnmaskRules.StateOf(request, Now.AddSeconds(secondsFromTheEnd)));
    }

    [Theory]
    [InlineData("name", null)]
    [InlineData("phone", "unknown-field")]
    [InlineData("bankAccount", "unknown-field")]
    [InlineData("note", "unknown-field")]
    [InlineData("document.d-1", null)]
    [InlineData("document.d-2", "unknown-field")]
    [InlineData("document", "unknown-field")]
    [InlineData("originals", null)]
    [InlineData("decision.n-1.comment", null)]
    [InlineData("decision.n-2.comment", "unknown-field")]
    [InlineData("decision.n-3.comment", "unknown-field")]
    [InlineData("", "unknown-field")]
    [InlineData("name.", "unknown-field")]
    public void ProblemOf_Field_MustBeOneThatTheCaseHas(string field, string? expected) => Assert.Equal(
        expected, UnmaskRules.ProblemOf(File(), new UnmaskRequestData(field, UnmaskReasons.Complaint))?.Code);

    [Theory]
    [InlineData("SD-2026/0012", null)]
    [InlineData("沈海珍", "reference-invalid")]
    [InlineData("for the court", "reference-invalid")]
    [InlineData("", "reference-invalid")]
    [InlineData("33090219620715998X", "reference-invalid")]
    [InlineData("138-0000-0000", "reference-invalid")]
    public void ProblemOf_Reference_IsAnOpaqueNumber(string reference, string? expected) => Assert.Equal(
        expected,
        UnmaskRules.ProblemOf(File(), new UnmaskRequestData("name", UnmaskReasons.Complaint, reference))?.Code);

    [Fact]
    public void ProblemOf_ReasonThatIsNone_IsRefused() => Assert.Equal(
        "reason-required", UnmaskRules.ProblemOf(File(), new UnmaskRequestData("name", "curiosity"))?.Code);

    [Fact]
    public void ProblemOf_KeyShredded_NothingIsLeftToSee()
    {
        CaseFile file = File();
        file.OpenedKey = null;

        Assert.Equal(
            "unknown-field",
            UnmaskRules.ProblemOf(file, new UnmaskRequestData("name", UnmaskReasons.Complaint))?.Code);
    }

    [Theory]
    [InlineData("clerk-1", true)]
    [InlineData("witness-1", true)]
    [InlineData("reviewer-1", true)]
    [InlineData("reviewer-2", true)]
    [InlineData("auditor-1", false)]
    public void IsInvolved_WhoActedOnTheCase_Is(string personId, bool expected)
    {
        Actor actor = new(personId, "auditor", [], [], null);
        Actor deputy = new("auditor-9", "auditor", [], [], null) { OnBehalfOf = personId };

        Assert.Equal((expected, expected), (
            UnmaskRules.IsInvolved(File(), actor), UnmaskRules.IsInvolved(File(), deputy)));
    }

    private static CaseFile File()
    {
        CaseFile file = Samples.File(CaseStage.InReview);
        file.Record = file.Existing with
        {
            IdentityCheck = file.Existing.IdentityCheck with { WitnessId = "witness-1" },
        };
        file.OpenedKey = new CaseKey("0000000000000000", new byte[CaseKey.KeyBytes]);
        file.DocumentRows["d-1"] = new DocumentRecord("d-1", "M01", "image/png", 1, "00");
        file.TaskRows["t-1"] = new ReviewTaskRecord("t-1", 1, ReviewTaskState.Claimed, Now, Now, Now, Now)
        {
            ClaimedBy = "reviewer-1",
        };
        foreach ((string id, string? comment) in ((string, string?)[])[("n-1", "hidden"), ("n-2", null)])
        {
            file.DecisionRows[id] = new DecisionRecord(
                id,
                "t-0",
                "reviewer-2",
                Verdict.Approved,
                AmountFen: null,
                ReasonCode: null,
                comment,
                "content",
                Now,
                DecisionState.Applied);
        }

        return file;
    }
}
