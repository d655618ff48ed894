using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Asks the bank about an order and settles it if it was paid: a lost callback costs nothing. Safe to run twice.
/// </summary>
public sealed class QueryPaymentOrder(IPaymentBank bank, CaseChanges changes, TimeProvider clock)
{
    /// <returns>The confirmation; null when the order is not settled.</returns>
    [Function(nameof(QueryPaymentOrder))]
    public async Task<PaymentConfirmed?> RunAsync(
        [ActivityTrigger] PaymentOrder order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        BankOrderState state = await bank.QueryAsync(order.OrderId, cancellationToken);
        return state.Status is BankOrderStatus.Paid
            ? await changes.ApplyAsync(
                order.CaseId,
                client,
                (file, change) => Settlement.Confirm(file, change, state, "query", clock.GetUtcNow()),
                cancellationToken)
            : null;
    }
}
