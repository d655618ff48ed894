using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Monitoring;

namespace Daoban.Workflows.Tests.Monitoring;

public sealed class OpenCasesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 4, 0, 0, TimeSpan.Zero);

    private readonly OpenCases cases = new();

    [Fact]
    public void Apply_WholeLife_LeavesItClosedHoweverOftenItIsRead()
    {
        for (int i = 0; i < 2; i++)
        {
            Apply(LedgerActions.CaseSubmitted, 0);
            Apply(LedgerActions.DecisionApplied, 1, verdict: "approved");
            Apply(LedgerActions.PaymentSettled, 2);
            Apply(LedgerActions.CaseClosed, 3, stage: "completed");
        }

        Assert.Empty(cases.Open);
        Assert.Equal([new(CaseStage.Completed, 1)], cases.ClosedOn(new DateOnly(2026, 7, 15)));
        Assert.Empty(cases.ClosedOn(new DateOnly(2026, 7, 16)));
    }

    [Fact]
    public void Apply_Approval_CountsFromTheLatest()
    {
        Apply(LedgerActions.CaseSubmitted, 0);
        Apply(LedgerActions.DecisionApplied, 1, verdict: "approved");
        Apply(LedgerActions.DecisionApplied, 2, verdict: "approved");

        Assert.Equal(new OpenCase("SS-02", Noon.AddHours(2)), Assert.Single(cases.Open).Value);
    }

    [Fact]
    public void Apply_Rejection_IsNoApproval()
    {
        Apply(LedgerActions.CaseSubmitted, 0);
        Apply(LedgerActions.DecisionApplied, 1, verdict: "rejected");

        Assert.Null(Assert.Single(cases.Open).Value.ApprovedAt);
    }

    [Theory]
    [InlineData(LedgerActions.UnmaskApproved)]
    [InlineData(LedgerActions.UnmaskRejected)]
    public void Apply_UnmaskRequest_WaitsUntilItIsDecided(string decision)
    {
        Apply(LedgerActions.UnmaskRequested, 0);
        Assert.Equal([Noon], cases.Unmasking);

        Apply(decision, 1);
        Apply(LedgerActions.UnmaskRequested, 0);
        Assert.Empty(cases.Unmasking);
    }

    [Fact]
    public void Forget_WhatIsLongPast_KeepsTheRest()
    {
        Apply(LedgerActions.CaseSubmitted, 0);
        Apply(LedgerActions.CaseClosed, 1, stage: "lapsed");
        Apply(LedgerActions.UnmaskRequested, 0);

        cases.ForgetClosed(Noon.AddHours(1));
        cases.ForgetUnmasking(Noon);
        Assert.Single(cases.ClosedOn(new DateOnly(2026, 7, 15)));
        Assert.Single(cases.Unmasking);

        cases.ForgetClosed(Noon.AddHours(1.5));
        cases.ForgetUnmasking(Noon.AddHours(1));
        Assert.Empty(cases.ClosedOn(new DateOnly(2026, 7, 15)));
        Assert.Empty(cases.Unmasking);
    }

    private void Apply(string action, int hour, string? verdict = null, string? stage = null) => cases.Apply(
        "case-1",
        new AuditIndexEntry(
            hour, Noon.AddHours(hour), "a", "r", action, "subject", null, "damao", "SS-02", verdict, stage));
}
