using Daoban.Workflows.Deadlines;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Payments;

/// <summary>Steps of the payment's and of the case's orchestration.</summary>
internal static class PaymentOrchestration
{
    /// <summary>Collects the case's one-off payment, when there is one.</summary>
    /// <param name="context">The case's orchestration.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="amountFen">Amount due in fen; 0 when nothing is due.</param>
    public static async Task<PaymentResult> CollectPaymentAsync(
        this TaskOrchestrationContext context, string caseId, long amountFen)
    {
        if (amountFen == 0)
        {
            return PaymentResult.NotDue;
        }

        string orderId = context.NewGuid().ToString("D");
        context.SetCustomStatus(new WaitStatus("payment", orderId));
        return await context.CallSubOrchestratorAsync<PaymentResult>(
            nameof(PaymentOrchestrator),
            new PaymentStart(caseId, orderId, amountFen),
            new SubOrchestrationOptions(instanceId: orderId));
    }

    /// <summary>Registers the order with the bank and tells the resident where to pay.</summary>
    /// <returns>False when the bank refused it for good, or did not answer for about three days.</returns>
    public static async Task<bool> RegisterAsync(
        this TaskOrchestrationContext context, PaymentOrder order, PaymentDeadlines due)
    {
        OrderRegistration registration;
        try
        {
            registration = await context.CallActivityAsync<OrderRegistration>(
                nameof(RegisterPaymentOrder),
                new BankOrder(order.OrderId, order.AmountFen, due.PaymentCode, due.ExpiresAt),
                Retry.Bank);
        }
        catch (TaskFailedException)
        {
            // No answer for days: nobody can pay an order that the bank does not know.
            return false;
        }

        if (registration.BankReference is not { } reference)
        {
            return false;
        }

        await context.CallActivityAsync<bool>(
            nameof(IssuePaymentNotice), new PaymentNotice(order, reference), Retry.CaseFile);
        return true;
    }

    /// <summary>
    /// Closes an order at the bank: at its deadline, and when its registration was refused, since the bank may hold it
    /// all the same, with other content, and take money for it.
    /// </summary>
    /// <returns>The confirmation if it was paid there or a callback settled it meanwhile; otherwise null.</returns>
    public static async Task<PaymentConfirmed?> CloseAsync(this TaskOrchestrationContext context, PaymentOrder order)
    {
        try
        {
            return await context.CallActivityAsync<PaymentConfirmed?>(nameof(ClosePaymentOrder), order, Retry.Bank);
        }
        catch (TaskFailedException)
        {
            // Refused, or no answer for days: the case must not wait for ever, and the case file decides.
            return await context.CallActivityAsync<PaymentConfirmed?>(
                nameof(GiveUpPaymentOrder), order, Retry.CaseFile);
        }
    }

    /// <summary>The way to the deadline: queries on a schedule, one reminder, and the closing at the bank.</summary>
    public static IReadOnlyList<Milestone<PaymentConfirmed>> Milestones(
        this TaskOrchestrationContext context, PaymentOrder order, PaymentDeadlines due)
    {
        List<Milestone<PaymentConfirmed>> onTheWay = [new(due.RemindAt, () => context.RemindAsync(order))];
        for (DateTimeOffset at = order.CreatedAt + due.QueryEvery; at < due.ExpiresAt; at += due.QueryEvery)
        {
            onTheWay.Add(new(at, () => context.QueryAsync(order)));
        }

        return
        [
            .. onTheWay.OrderBy(milestone => milestone.At),
            new(due.ExpiresAt, () => context.CloseAsync(order)),
        ];
    }

    private static async Task<PaymentConfirmed?> QueryAsync(this TaskOrchestrationContext context, PaymentOrder order)
    {
        try
        {
            return await context.CallActivityAsync<PaymentConfirmed?>(
                nameof(QueryPaymentOrder), order, Retry.BankQuery);
        }
        catch (TaskFailedException)
        {
            // The bank does not answer. The wait goes on: a callback or the next query on the schedule finds it out.
            return null;
        }
    }

    private static async Task<PaymentConfirmed?> RemindAsync(this TaskOrchestrationContext context, PaymentOrder order)
    {
        await context.CallActivityAsync<bool>(nameof(RemindPayer), order, Retry.CaseFile);
        return null;
    }
}
