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
        // Repeated for days while the bank does not answer: a callback that settles the order meanwhile ends it.
        if (await changes.ApplyAsync(
            order.CaseId, client, (file, _) => OrderClosing.ConfirmationOf(file, order.OrderId), cancellationToken)
            is { } settled)
        {
            return settled;
        }

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
            order.CaseId, client, (file, change) => OrderClosing.Apply(file, change, order.OrderId), cancellationToken);
    }
}
