using Daoban.Workflows.CaseFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>
/// Ends an order that the bank did not close: what the case file says counts. A payment that the bank reports later is
/// kept as disputed. Safe to run twice.
/// </summary>
public sealed class GiveUpPaymentOrder(CaseChanges changes)
{
    /// <returns>The confirmation if it was settled meanwhile; null when it is closed.</returns>
    [Function(nameof(GiveUpPaymentOrder))]
    public Task<PaymentConfirmed?> RunAsync(
        [ActivityTrigger] PaymentOrder order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            order.CaseId,
            client,
            (file, change) => OrderClosing.Apply(file, change, order.OrderId, OrderClosing.NotClosedAtBank),
            cancellationToken);
}
