using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;

namespace Daoban.Workflows.Tests.Statements;

public sealed class DiscrepancyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly DiscrepancyRecord Open = new("mismatch", Now.AddDays(-1), "order-1");
    private static readonly DiscrepancyRecord Proposed = Say(Open, "refunded", "anna").Value;

    [Fact]
    public void Resolve_FirstPerson_Proposes() => Assert.Equal(
        (DiscrepancyState.Proposed, "refunded", "anna", null),
        (Proposed.State, Proposed.ReasonCode, Proposed.ProposedBy, Proposed.ResolvedBy));

    [Fact]
    public void Resolve_AnotherPersonWithTheSameReason_Confirms()
    {
        DiscrepancyRecord resolved = Say(Proposed, "refunded", "bo").Value;

        Assert.Equal(
            (DiscrepancyState.Resolved, "anna", "bo", Now),
            (resolved.State, resolved.ProposedBy, resolved.ResolvedBy, resolved.ResolvedAt));
    }

    [Fact]
    public void Resolve_SamePersonAgain_ChangesNothing() =>
        Assert.Equal(Proposed, Say(Proposed, "refunded", "anna").Value);

    [Fact]
    public void Resolve_SamePersonOtherReason_ProposesThatInstead()
    {
        DiscrepancyRecord changed = Say(Proposed, "checked-by-hand", "anna").Value;

        Assert.Equal((DiscrepancyState.Proposed, "checked-by-hand"), (changed.State, changed.ReasonCode));
    }

    [Fact]
    public void Resolve_AnotherPersonOtherReason_IsRefused()
    {
        Problem problem = Say(Proposed, "checked-by-hand", "bo").Problem;

        Assert.Equal(ProblemCodes.ResolutionDiffers, problem.Code);
        Assert.Equal("refunded", problem.Facts!["reasonCode"]);
    }

    [Fact]
    public void Resolve_OneActsForTheOther_IsTheSamePerson()
    {
        Assert.Equal(ProblemCodes.SamePerson, Say(Proposed, "refunded", "bo", onBehalfOf: "anna").Problem.Code);
        DiscrepancyRecord forBo = Say(Open, "refunded", "anna", onBehalfOf: "bo").Value;
        Assert.Equal(ProblemCodes.SamePerson, Say(forBo, "refunded", "bo").Problem.Code);
    }

    [Fact]
    public void Resolve_ResolvedOne_StaysAsItIs()
    {
        DiscrepancyRecord resolved = Say(Proposed, "refunded", "bo").Value;

        Assert.Equal(resolved, Say(resolved, "refunded", "cai").Value);
        Assert.Equal(ProblemCodes.ResolutionDiffers, Say(resolved, "bank-corrected", "anna").Problem.Code);
    }

    private static Attempt<DiscrepancyRecord> Say(
        DiscrepancyRecord known, string reason, string who, string? onBehalfOf = null) => DiscrepancyRules.Resolve(
            known, reason, new Actor(who, "bank-officer", [], [], null) { OnBehalfOf = onBehalfOf }, Now);
}
