using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;

namespace Daoban.Workflows.Tests.Cases;

/// <summary>Orders that the bank does not close, paid and not paid.</summary>
public sealed class PaymentClosingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const long AmountFen = 250_000;

    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Closing_BankDownAndACallbackArrives_CompletesAtTheNextAttempt()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        host.Bank.FailsToClose = true;
        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);
        await Eventually.HoldsAsync(() => host.Bank.Closings > 0);

        Assert.Equal(Settlement.Settled, (await host.CallBackAsync(Paid(order.OrderId))).Value.Result);
        await Eventually.HoldsAsync(async () =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            return (await host.FileAsync(caseId)).Existing.Stage is not CaseStage.Paid;
        });

        await AssertCompletedOnceAsync(caseId, order.OrderId);
        Assert.Equal(1, host.Bank.Closings);
    }

    [Fact]
    public async Task Closing_RefusedWhileACallbackArrives_Completes()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        host.Bank.RefusesToClose = true;
        host.Bank.Meanwhile = orderId => host.CallBackAsync(Paid(orderId));

        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);

        await AssertCompletedOnceAsync(caseId, order.OrderId);
    }

    [Fact]
    public async Task Closing_RefusedAndNobodyPays_LapsesAndKeepsALaterPaymentAsDisputed()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        host.Bank.RefusesToClose = true;

        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Lapsed, "payment-lapsed"), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Equal(PaymentOrderState.Closed, file.Orders[order.OrderId].State);
        Assert.Single(await LedgerAsync(caseId), entry =>
            entry.Entry is { Action: LedgerActions.PaymentClosed, Reason: OrderClosing.NotClosedAtBank });
        Assert.Equal(Settlement.Late, (await host.CallBackAsync(Paid(order.OrderId))).Value.Result);
        Assert.Equal(CaseStage.Lapsed, (await host.FileAsync(caseId)).Existing.Stage);
    }

    [Fact]
    public async Task Registration_RefusedWhileACallbackArrives_Completes()
    {
        host.Bank.Refuses = host.Bank.RefusesToClose = true;
        host.Bank.Meanwhile = orderId => host.CallBackAsync(Paid(orderId));
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen));

        CaseFile file = await host.UntilClosedAsync(caseId);

        await AssertCompletedOnceAsync(caseId, Assert.Single(file.Orders.Keys));
    }

    private BankCallback Paid(string orderId) =>
        new(orderId, $"serial-{orderId[..8]}", AmountFen, host.Time.GetUtcNow());

    private Task<IReadOnlyList<LedgerLine>> LedgerAsync(string caseId) =>
        host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);

    private async Task AssertCompletedOnceAsync(string caseId, string orderId)
    {
        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Completed, null), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Equal(
            (PaymentOrderState.Paid, "callback"), (file.Orders[orderId].State, file.Orders[orderId].SettledBy));
        Assert.Single(await LedgerAsync(caseId), line => line.Entry.Action == LedgerActions.PaymentSettled);
    }
}
