using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;

namespace Daoban.Workflows.Tests.Statements;

public sealed class ExceptionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly ExceptionRecord Open = new("mismatch", Now.AddDays(-1), "order-1");
    private static readonly ExceptionRecord Proposed = Say(Open, "refunded", "anna").Value;

    [Fact]
    public void Resolve_FirstPerson_Proposes() => Assert.Equal(
        (ExceptionState.Proposed, "refunded", "anna", null),
        (Proposed.State, Proposed.ReasonCode, Proposed.ProposedBy, Proposed.ResolvedBy));

    [Fact]
    public void Resolve_AnotherPersonWithTheSameReason_Confirms()
    {
        ExceptionRecord resolved = Say(Proposed, "refunded", "bo").Value;

        Assert.Equal(
            (ExceptionState.Resolved, "anna", "bo", Now),
            (resolved.State, resolved.ProposedBy, resolved.ResolvedBy, resolved.ResolvedAt));
    }

    [Fact]
    public void Resolve_SamePersonAgain_ChangesNothing() =>
        Assert.Equal(Proposed, Say(Proposed, "refunded", "anna").Value);

    [Fact]
    public void Resolve_SamePersonOtherReason_ProposesThatInstead()
    {
        ExceptionRecord changed = Say(Proposed, "checked-by-hand", "anna").Value;

        Assert.Equal((ExceptionState.Proposed, "checked-by-hand"), (changed.State, changed.ReasonCode));
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
        ExceptionRecord forBo = Say(Open, "refunded", "anna", onBehalfOf: "bo").Value;
        Assert.Equal(ProblemCodes.SamePerson, Say(forBo, "refunded", "bo").Problem.Code);
    }

    [Fact]
    public void Resolve_ResolvedOne_StaysAsItIs()
    {
        ExceptionRecord resolved = Say(Proposed, "refunded", "bo").Value;

        Assert.Equal(resolved, Say(resolved, "refunded", "cai").Value);
        Assert.Equal(ProblemCodes.ResolutionDiffers, Say(resolved, "bank-corrected", "anna").Problem.Code);
    }

    private static Attempt<ExceptionRecord> Say(
        ExceptionRecord known, string reason, string who, string? onBehalfOf = null) => ExceptionRules.Resolve(
            known, reason, new Actor(who, "bank-officer", [], [], null) { OnBehalfOf = onBehalfOf }, Now);
}
