using Azure.Data.Tables;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Payments;

/// <summary>
/// The orders that we hold as paid, by the day in China on which the bank took the money: table <c>paidorders</c>, a
/// projection. The bank's statement of the day is compared with them.
/// </summary>
internal sealed class PaidOrders(StorageAccount storage)
{
    public const string TableName = "paidorders";

    private const int Format = 1;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Remembers a paid order. Safe to repeat.</summary>
    public Task PutAsync(PaidOrder order, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Days.Text(ChinaTime.DateOf(order.PaidAt)), order.OrderId)
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(order),
        },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>The paid orders of a day in China.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<IReadOnlyList<PaidOrder>> ListAsync(DateOnly day, CancellationToken cancellationToken)
    {
        List<PaidOrder> orders = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Days.Text(day)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            RowFormat.Require(row, Format, TableName);
            orders.Add(RowJson.Deserialize<PaidOrder>(row.GetString("Json")));
        }

        return orders;
    }
}
