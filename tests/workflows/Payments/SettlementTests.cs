using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Storage;
using Daoban.Workflows.Tests.CaseFiles;

namespace Daoban.Workflows.Tests.Payments;

public sealed class SettlementTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly BankCallback Paid = new("order-1", "serial-1", 250_000, Now);

    [Fact]
    public void Apply_RightAmount_SettlesAndRaisesTheEventOnce()
    {
        CaseFile file = FileWith(PaymentOrderState.Registered);
        CaseChange change = new();

        Assert.Equal(Settlement.Settled, Settlement.Apply(file, change, Paid, "callback", Now));

        Assert.Equal(LedgerActions.PaymentSettled, change.Entry!.Action);
        Assert.Equal(CaseStage.Paid, RowJson.Deserialize<CaseRecord>(change.Puts[CaseRows.Case]).Stage);
        PaymentOrderRecord order = RowJson.Deserialize<PaymentOrderRecord>(change.Puts[CaseRows.Order("order-1")]);
        Assert.Equal(
            (PaymentOrderState.Paid, "serial-1", "callback"), (order.State, order.BankSerial, order.SettledBy));
        Assert.Equal(
            [(PaidOrderHandler.KindName, "order-1"), (RaiseEventHandler.KindName, "order-1")],
            change.Effects.Select(e => (e.Kind, e.Subject)));
    }

    [Theory]
    [InlineData(PaymentOrderState.Registered, 249_999, Settlement.Mismatch)]
    [InlineData(PaymentOrderState.Registered, 250_001, Settlement.Mismatch)]
    [InlineData(PaymentOrderState.Paid, 250_000, Settlement.Duplicate)]
    [InlineData(PaymentOrderState.Closed, 250_000, Settlement.Late)]
    public void Apply_WhatCannotSettle_IsKeptAsDisputedAndChangesNothingElse(
        PaymentOrderState state, long amountFen, string expected)
    {
        CaseFile file = FileWith(state);
        CaseChange change = new();

        Assert.Equal(expected, Settlement.Apply(file, change, Paid with { AmountFen = amountFen }, "query", Now));

        Assert.Equal((LedgerActions.PaymentDisputed, expected), (change.Entry!.Action, change.Entry.Reason));
        Assert.Equal([CaseRows.Notice("serial-1")], change.Puts.Keys);
        Assert.Empty(change.Effects);
    }

    [Fact]
    public void Apply_CaseNoLongerWaitsForThePayment_IsLate()
    {
        CaseFile file = FileWith(PaymentOrderState.Registered, CaseStage.Lapsed);
        CaseChange change = new();

        Assert.Equal(Settlement.Late, Settlement.Apply(file, change, Paid, "callback", Now));

        Assert.Equal((LedgerActions.PaymentDisputed, Settlement.Late), (change.Entry!.Action, change.Entry.Reason));
        Assert.Equal([CaseRows.Notice("serial-1")], change.Puts.Keys);
        Assert.Empty(change.Effects);
    }

    [Fact]
    public void Apply_SameSerialAgain_AnswersAlikeAndWritesNothing()
    {
        CaseFile file = FileWith(PaymentOrderState.Paid);
        file.NoticeRows["serial-1"] = new BankNoticeRecord("serial-1", "order-1", 250_000, Now, Settlement.Settled);
        CaseChange change = new();

        Assert.Equal(Settlement.Settled, Settlement.Apply(file, change, Paid, "callback", Now));
        Assert.True(change.IsEmpty);
    }

    private static CaseFile FileWith(PaymentOrderState state, CaseStage stage = CaseStage.PaymentDue)
    {
        CaseFile file = Samples.File(stage);
        file.OrderRows["order-1"] = new PaymentOrderRecord(
            "order-1", "SS-03", 250_000, state, Now.AddDays(-3), Now.AddDays(10), Now.AddDays(27));
        return file;
    }
}
