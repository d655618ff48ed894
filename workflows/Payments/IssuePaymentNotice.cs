using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>Records that the order can be paid at the bank, under which reference. Safe to run twice.</summary>
public sealed class IssuePaymentNotice(CaseChanges changes)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(IssuePaymentNotice))]
    public Task<bool> RunAsync(
        [ActivityTrigger] PaymentNotice notice,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            notice.Order.CaseId, client, (file, change) => Issue(file, change, notice), cancellationToken);

    private static bool Issue(CaseFile file, CaseChange change, PaymentNotice notice)
    {
        PaymentOrderRecord order = file.Orders[notice.Order.OrderId];
        if (order.BankReference is not null)
        {
            return false;
        }

        // A quick payer may have been confirmed already; that state stays.
        PaymentOrderState state = order.State is PaymentOrderState.Created ? PaymentOrderState.Registered : order.State;
        change.Put(order with { BankReference = notice.BankReference, State = state });
        change.Enter(new(LedgerActions.PaymentRegistered, Actor.System, order.OrderId, notice.BankReference));
        return true;
    }
}
