using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>Creates the payment order of a case. Safe to run twice: the order id is the idempotency key.</summary>
public sealed class CreatePaymentOrder
{
    private readonly CaseChanges changes;
    private readonly PaymentOrderIndex index;
    private readonly ICatalog catalog;
    private readonly WorkingCalendar calendar;
    private readonly TimeProvider clock;

    /// <summary>Takes its dependencies from the container.</summary>
    public CreatePaymentOrder(
        CaseChanges changes, PaymentOrderIndex index, ICatalog catalog, WorkingCalendar calendar, TimeProvider clock)
    {
        this.changes = changes;
        this.index = index;
        this.catalog = catalog;
        this.calendar = calendar;
        this.clock = clock;
    }

    /// <returns>The order's deadlines, as first computed.</returns>
    [Function(nameof(CreatePaymentOrder))]
    public async Task<PaymentDeadlines> RunAsync(
        [ActivityTrigger] PaymentOrder order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        // Before the bank knows the order: its callback must find the case.
        await index.PutAsync(order.OrderId, order.CaseId, cancellationToken);
        return await changes.ApplyAsync(
            order.CaseId, client, (file, change) => Create(file, change, order), cancellationToken);
    }

    private PaymentDeadlines Create(CaseFile file, CaseChange change, PaymentOrder order)
    {
        PaymentRule rule = catalog.GetVersion(file.Existing.ItemCode, file.Existing.ItemVersion).Payment
            ?? throw new InvalidOperationException($"Item {file.Existing.ItemCode} has no payment.");
        if (!file.Orders.TryGetValue(order.OrderId, out PaymentOrderRecord? record))
        {
            record = new PaymentOrderRecord(
                order.OrderId,
                rule.Code,
                order.AmountFen,
                PaymentOrderState.Created,
                order.CreatedAt,
                calendar.After(order.CreatedAt, rule.RemindAfter).At,
                calendar.After(order.CreatedAt, rule.ValidFor).At);
            change.Put(record);
            change.Put(file.Existing.After(CaseMove.OrderPayment, clock.GetUtcNow(), record.ExpiresAt));
            change.Enter(new(LedgerActions.PaymentOrdered, Actor.System, order.OrderId, AmountFen: order.AmountFen));
        }

        return new PaymentDeadlines(
            record.PaymentCode, record.RemindAt, record.ExpiresAt, rule.QueryEvery.ToTimeSpan());
    }
}
