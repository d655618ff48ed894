using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Payments;

/// <summary>Finds the case of an order: table <c>paymentorders</c>, partition = order id.</summary>
public sealed class PaymentOrderIndex
{
    internal const string TableName = "paymentorders";

    private const string RowKey = "order";
    private const int Format = 1;

    private readonly TableClient table;

    internal PaymentOrderIndex(StorageAccount storage) => table = storage.Tables.GetTableClient(TableName);

    /// <summary>Remembers the case of an order. Safe to repeat.</summary>
    public Task PutAsync(string orderId, string caseId, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            new TableEntity(orderId, RowKey) { [RowFormat.Column] = Format, ["CaseId"] = caseId },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The case of an order; null when there is no such order.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<string?> FindCaseAsync(string orderId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            orderId, RowKey, cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return null;
        }

        RowFormat.Require(row.Value!, Format, TableName);
        return row.Value!.GetString("CaseId");
    }
}
