using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Closes an order at the bank before it lapses. If the bank answers that it was paid, it is paid. Safe to run twice.
/// </summary>
public sealed class ClosePaymentOrder(IPaymentBank bank, CaseChanges changes, TimeProvider clock)
{
    /// <returns>The confirmation if it was paid after all; null when it is closed.</returns>
    [Function(nameof(ClosePaymentOrder))]
    public async Task<PaymentConfirmed?> RunAsync(
        [ActivityTrigger] PaymentOrder order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        BankOrderState state = await bank.CloseAsync(order.OrderId, cancellationToken);
        PaymentConfirmed? confirmed = state.Status is BankOrderStatus.Paid
            ? await changes.ApplyAsync(
                order.CaseId,
                client,
                (file, change) => Settlement.Confirm(file, change, state, "close", clock.GetUtcNow()),
                cancellationToken)
            : null;

        // A change of its own: a disputed amount has its entry already, and a repetition comes to the same end.
        return confirmed ?? await changes.ApplyAsync(
            order.CaseId, client, (file, change) => Close(file, change, order.OrderId), cancellationToken);
    }

    private static PaymentConfirmed? Close(CaseFile file, CaseChange change, string orderId)
    {
        PaymentOrderRecord order = file.Orders[orderId];
        if (order.State is PaymentOrderState.Paid)
        {
            return new PaymentConfirmed(order.OrderId, order.BankSerial!);
        }

        if (order.State is not PaymentOrderState.Closed)
        {
            change.Put(order with { State = PaymentOrderState.Closed });
            change.Enter(new(LedgerActions.PaymentClosed, Actor.System, order.OrderId));
        }

        return null;
    }
}
