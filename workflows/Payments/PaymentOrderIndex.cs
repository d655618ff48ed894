using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Payments;

/// <summary>Finds the case of an order: table <c>paymentorders</c>, partition = order id.</summary>
public sealed class PaymentOrderIndex
{
    internal const string TableName = "paymentorders";

    private const string RowKey = "order";

    private readonly TableClient table;

    internal PaymentOrderIndex(StorageAccount storage) => table = storage.Tables.GetTableClient(TableName);

    /// <summary>Remembers the case of an order. Safe to repeat.</summary>
    public Task PutAsync(string orderId, string caseId, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            new TableEntity(orderId, RowKey) { ["Format"] = 1, ["CaseId"] = caseId },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The case of an order; null when there is no such order.</summary>
    public async Task<string?> FindCaseAsync(string orderId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            orderId, RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetString("CaseId") : null;
    }
}
