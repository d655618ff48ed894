using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Payments;

/// <summary>Shows a settled order among those of its day. An order is settled once and stays so.</summary>
internal sealed class PaidOrderHandler(CaseFileStore store, PaidOrders paid) : IOutboxHandler
{
    public const string KindName = "project-paid-order";

    public string Kind => KindName;

    public async Task<bool> HandleAsync(
        string caseId, OutboxItem item, DurableTaskClient client, CancellationToken cancellationToken)
    {
        CaseFile file = await store.RecallAsync(caseId, cancellationToken);
        PaymentOrderRecord order = file.Orders[item.Subject];
        await paid.PutAsync(
            new PaidOrder(order.OrderId, caseId, order.BankSerial!, order.AmountFen, order.PaidAt!.Value),
            cancellationToken);
        return true;
    }
}
