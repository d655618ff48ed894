using Daoban.TestKit;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Deadlines;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Review;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Tests.Cases;

public sealed class PaymentOrchestratorTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const long AmountFen = 250_000;

    private CaseHost host = null!;

    public async ValueTask InitializeAsync() => host = await CaseHost.StartAsync(azurite);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Payment_SignedCallback_SettlesOnceAndCompletes()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        BankCallback paid = host.Bank.Pay(order.OrderId, AmountFen);

        Assert.Equal(Settlement.Settled, (await host.CallBackAsync(paid)).Value.Result);
        Assert.Equal(Settlement.Settled, (await host.CallBackAsync(paid)).Value.Result);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal(CaseStage.Completed, file.Existing.Stage);
        Assert.Equal("callback", file.Orders[order.OrderId].SettledBy);
        IReadOnlyList<LedgerLine> ledger = await host.Get<CaseFileStore>().LoadLedgerAsync(caseId, default);
        Assert.Single(ledger, line => line.Entry.Action == LedgerActions.PaymentSettled);
    }

    [Fact]
    public async Task Payment_CallbackLost_IsFoundByTheNextQuery()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        host.Bank.Pay(order.OrderId, AmountFen);

        host.Time.Advance(TimeSpan.FromDays(1));

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Completed, "query"), (file.Existing.Stage, file.Orders[order.OrderId].SettledBy));
        Assert.Equal(1, host.Bank.Queries);
    }

    [Fact]
    public async Task Payment_NobodyPays_IsRemindedQueriedClosedAndLapses()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);

        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Lapsed, "payment-lapsed"), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Equal(PaymentOrderState.Closed, file.Orders[order.OrderId].State);
        Assert.NotNull(file.Orders[order.OrderId].RemindedAt);
        Assert.Equal(BankOrderStatus.Closed, host.Bank.Orders[order.OrderId].Status);
        Assert.InRange(host.Bank.Queries, 29, 32);
        Assert.Equal(Settlement.Late, (await host.CallBackAsync(new BankCallback(
            order.OrderId, "serial-late", AmountFen, host.Time.GetUtcNow()))).Value.Result);
        Assert.Equal(CaseStage.Lapsed, (await host.FileAsync(caseId)).Existing.Stage);
    }

    [Fact]
    public async Task Payment_PaidAtTheLastMoment_IsSettledByTheClosing()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        await host.AdvanceThroughQueriesAsync(order.ExpiresAt.AddMinutes(-1));
        host.Bank.Pay(order.OrderId, AmountFen);

        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Completed, "close"), (file.Existing.Stage, file.Orders[order.OrderId].SettledBy));
    }

    [Fact]
    public async Task Payment_BankRefusesTheOrder_ClosesTheCaseWithoutRetrying()
    {
        host.Bank.Refuses = true;
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen));

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Lapsed, "payment-order-refused"), (file.Existing.Stage, file.Existing.ReasonCode));
        PaymentOrderRecord order = Assert.Single(file.Orders.Values);
        Assert.Equal(PaymentOrderState.Closed, order.State);
        Assert.Equal(BankOrderStatus.Closed, host.Bank.Orders[order.OrderId].Status);
        Assert.Equal(Settlement.Late, (await host.CallBackAsync(new BankCallback(
            order.OrderId, "serial-late", AmountFen, host.Time.GetUtcNow()))).Value.Result);
    }

    [Fact]
    public async Task Payment_WrongAmountFoundByTheClosing_IsDisputedAndTheOrderClosed()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        await host.AdvanceThroughQueriesAsync(order.ExpiresAt.AddMinutes(-1));
        host.Bank.Pay(order.OrderId, AmountFen - 1);

        await host.AdvanceThroughQueriesAsync(order.ExpiresAt);

        CaseFile file = await host.UntilClosedAsync(caseId);
        Assert.Equal((CaseStage.Lapsed, "payment-lapsed"), (file.Existing.Stage, file.Existing.ReasonCode));
        Assert.Equal(PaymentOrderState.Closed, file.Orders[order.OrderId].State);
        Assert.Equal(Settlement.Mismatch, Assert.Single(file.Notices.Values).Result);
        Assert.Equal(Settlement.Late, (await host.CallBackAsync(new BankCallback(
            order.OrderId, "serial-late", AmountFen, host.Time.GetUtcNow()))).Value.Result);
    }

    [Fact]
    public async Task Payment_UnderWay_ShowsInTheStatusOfCaseAndOrder()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);

        OrchestrationMetadata? whole = await host.Client.GetInstanceAsync(caseId, getInputsAndOutputs: true);
        OrchestrationMetadata? payment = await host.Client.GetInstanceAsync(order.OrderId, getInputsAndOutputs: true);

        Assert.Equal(new WaitStatus("payment", order.OrderId), whole!.ReadCustomStatusAs<WaitStatus>());
        Assert.Equal(
            new WaitStatus("payment", order.OrderId, order.ExpiresAt), payment!.ReadCustomStatusAs<WaitStatus>());
    }

    [Fact]
    public async Task Payment_BankDownForAWhile_RegistersAfterwards()
    {
        host.Bank.FailuresBeforeAnswering = 3;
        string caseId = await host.SubmitAsync();
        await host.DecideAsync(caseId, 1, new DecisionData(Verdict.Approved));
        await host.DecideAsync(caseId, 2, new DecisionData(Verdict.Approved, AmountFen));

        await Eventually.HoldsAsync(async () =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            CaseFile file = await host.FileAsync(caseId);
            return file.Orders.Values.Any(order => order.State is PaymentOrderState.Registered);
        });
    }

    [Fact]
    public async Task Payment_BankDoesNotAnswerQueries_StillTakesItsCallback()
    {
        (string caseId, PaymentOrderRecord order) = await host.SubmitUntilPaymentAsync(AmountFen);
        host.Bank.FailuresBeforeAnswering = int.MaxValue;
        host.Time.Advance(TimeSpan.FromDays(1));
        await Eventually.HoldsAsync(() => host.Bank.Queries > 0);

        await host.CallBackAsync(new BankCallback(order.OrderId, "serial-1", AmountFen, host.Time.GetUtcNow()));
        await Eventually.HoldsAsync(async () =>
        {
            // Only the few seconds of the query's own retries stand between the callback and the result.
            host.Time.Advance(TimeSpan.FromSeconds(1));
            return (await host.FileAsync(caseId)).Existing.Stage is CaseStage.Completed;
        });

        Assert.InRange(host.Bank.Queries, 1, 3);
    }
}
