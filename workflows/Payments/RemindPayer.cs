using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>Marks a payment order as reminded; the station sees it and tells the resident. Safe to run twice.</summary>
public sealed class RemindPayer(CaseChanges changes, TimeProvider clock)
{
    /// <returns>Whether the order still waited.</returns>
    [Function(nameof(RemindPayer))]
    public Task<bool> RunAsync(
        [ActivityTrigger] PaymentOrder order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(order.CaseId, client, (file, change) => Remind(file, change, order), cancellationToken);

    private bool Remind(CaseFile file, CaseChange change, PaymentOrder order)
    {
        PaymentOrderRecord record = file.Orders[order.OrderId];
        if (record is { State: PaymentOrderState.Registered, RemindedAt: null })
        {
            change.Put(record with { RemindedAt = clock.GetUtcNow() });
            change.Enter(new(LedgerActions.PaymentReminded, Actor.System, order.OrderId));
        }

        return record.State is PaymentOrderState.Registered;
    }
}
