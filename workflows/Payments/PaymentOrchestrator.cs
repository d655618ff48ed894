using Daoban.Workflows.Deadlines;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Takes one payment order from creation to settlement or lapse. Instance id = order id. No callback is load-bearing:
/// the bank is also asked on a schedule, and before the order lapses it is closed there; if the bank says paid, it is
/// paid.
/// </summary>
public static class PaymentOrchestrator
{
    /// <returns>How the payment ended.</returns>
    [Function(nameof(PaymentOrchestrator))]
    public static async Task<PaymentResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        PaymentStart start = context.GetInput<PaymentStart>()!;
        PaymentOrder order = new(start.CaseId, start.OrderId, start.AmountFen, context.CurrentUtcDateTime);

        PaymentDeadlines due = await context.CallActivityAsync<PaymentDeadlines>(
            nameof(CreatePaymentOrder), order, Retry.CaseFile);
        context.SetCustomStatus(new WaitStatus("payment", order.OrderId, due.ExpiresAt));
        if (!await context.RegisterAsync(order, due))
        {
            return await context.CloseAsync(order) is null ? PaymentResult.Refused : PaymentResult.Settled;
        }

        PaymentConfirmed? confirmed = await context.WaitForAnswerAsync(
            new EventWait<PaymentConfirmed>(context, PaymentConfirmed.EventName),
            answer => answer.OrderId == order.OrderId,
            context.Milestones(order, due));
        return confirmed is null ? PaymentResult.Lapsed : PaymentResult.Settled;
    }
}
