using System.Text.Json.Nodes;
using Daoban.Run.Demo;

namespace Daoban.Tools.Tests.Run;

public sealed class ScenarioRulesTests
{
    private static readonly LedgerState Intact = new("c", true, [new JsonObject()]);

    [Theory]
    [InlineData("paid", 1, 500, "callback", null)]
    [InlineData("paid", 1, 500, "query", null)]
    [InlineData("paid", 0, 0, "callback", "paid 0 times")]
    [InlineData("paid", 2, 1000, "callback", "paid 2 times")]
    [InlineData("paid", 1, 499, "callback", "paid 1 times")]
    [InlineData("registered", 1, 500, null, "the payment is registered")]
    public void Paid_Outcome_IsJudged(string state, int payments, long paidFen, string? settledBy, string? fault) =>
        AssertFault(fault, Judge(
            DemoScenarios.Paid, "completed", "Completed", Payment(state, settledBy), Order("paid", payments, paidFen)));

    [Theory]
    [InlineData("query", 0, 1, null)]
    [InlineData("callback", 0, 1, "settled by callback")]
    [InlineData("query", 1, 0, "the callback was not lost")]
    public void LostCallback_Outcome_IsJudged(string settledBy, int delivered, int lost, string? fault) =>
        AssertFault(fault, Judge(
            DemoScenarios.LostCallback,
            "completed",
            "completed",
            Payment("paid", settledBy),
            Order("paid", 1, 500) with { CallbacksDelivered = delivered, CallbacksLost = lost }));

    [Theory]
    [InlineData("closed", "closed", 0, null)]
    [InlineData("closed", "open", 0, "at the bank the order is open")]
    [InlineData("closed", "paid", 1, "at the bank the order is paid")]
    [InlineData("registered", "closed", 0, "the payment is registered")]
    public void Lapsed_Outcome_IsJudged(string state, string bank, int payments, string? fault) =>
        AssertFault(fault, Judge(
            DemoScenarios.Lapsed, "lapsed", "lapsed", Payment(state, null), Order(bank, payments, 0)));

    [Fact]
    public void Any_OtherStage_IsAFault() =>
        AssertFault("ended as lapsed, not as completed", Judge(DemoScenarios.Free, "completed", "lapsed", null, null));

    [Fact]
    public void Free_Order_IsAFault() => AssertFault(
        "an order at the bank",
        Judge(DemoScenarios.Free, "completed", "completed", Payment("paid", "query"), Order("paid", 1, 500)));

    [Fact]
    public void Any_BrokenLedger_IsAFault()
    {
        Assert.NotNull(JudgeLedger(Intact with { IsIntact = false }));
        Assert.NotNull(JudgeLedger(Intact with { Entries = [] }));
        Assert.Null(JudgeLedger(Intact));
    }

    [Theory]
    [InlineData(30, "seconds", 3, "seconds", null, null)]
    [InlineData(1, "minutes", 1, "minutes", null, null)]
    [InlineData(61, "seconds", 3, "seconds", "open for 61 seconds", null)]
    [InlineData(30, "days", 1, "days", "open for 30 days", "asked every 1 days")]
    public void Obstacle_DurationsOfTheCatalog_AreComparedWithThePatience(
        int valid, string validUnit, int query, string queryUnit, string? lapsed, string? lost)
    {
        PaymentTimes times = new(new(valid, validUnit), new(query, queryUnit));

        AssertMentions(lapsed, times.ObstacleTo(DemoScenarios.Lapsed, TimeSpan.FromSeconds(60)));
        AssertMentions(lost, times.ObstacleTo(DemoScenarios.LostCallback, TimeSpan.FromSeconds(60)));
        Assert.Null(times.ObstacleTo(DemoScenarios.Paid, TimeSpan.FromSeconds(60)));
    }

    private static void AssertMentions(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(expected, actual, StringComparison.Ordinal);
        }
    }

    private static string? JudgeLedger(LedgerState ledger) =>
        Judge(DemoScenarios.Free, "completed", "completed", null, null, ledger);

    private static string? Judge(
        string scenario,
        string expected,
        string stage,
        PaymentState? payment,
        BankOrderOverview? order,
        LedgerState? ledger = null)
    {
        ScenarioResult result = new()
        {
            Scenario = scenario,
            ItemCode = "SS-02",
            CaseId = "c",
            ExpectedStage = expected,
        };
        return ScenarioRules.FaultOf(result, new CaseState("c", stage, null, [], payment), order, ledger ?? Intact);
    }

    private static PaymentState Payment(string state, string? settledBy) =>
        new("o", 500, state, "R1", DateTimeOffset.UnixEpoch, settledBy);

    private static BankOrderOverview Order(string status, int payments, long paidFen) =>
        new("o", 500, status, payments, paidFen, 1, 0);

    private static void AssertFault(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.StartsWith(expected, actual, StringComparison.Ordinal);
        }
    }
}
