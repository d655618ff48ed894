using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Statements;

/// <summary>
/// Discrepancies by the day of their statement: table <c>statementdiscrepancies</c>, partition = day.
/// </summary>
internal sealed class DiscrepancyBook(StorageAccount storage)
{
    public const string TableName = "statementdiscrepancies";

    private const int Format = 1;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>Notes a discrepancy once; how far its resolution has come is not touched.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> AddAsync(DateOnly day, DiscrepancyRecord found, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(ToEntity(day, found), cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    /// <summary>The discrepancies of some days.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<ILookup<DateOnly, DiscrepancyRecord>> ListAsync(
        DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        List<(DateOnly Day, DiscrepancyRecord Record)> found = [];
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {Days.Text(first)} and PartitionKey le {Days.Text(last)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add((Days.Exact(row.PartitionKey), Read(row)));
        }

        return found.ToLookup(one => one.Day, one => one.Record);
    }

    /// <summary>One discrepancy with its tag; null when there is none.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<(DiscrepancyRecord Record, ETag Tag)?> FindAsync(
        DateOnly day, string id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            Days.Text(day), id, cancellationToken: cancellationToken);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Writes a discrepancy if it still is as it was read.</summary>
    public async Task<bool> TryReplaceAsync(
        DateOnly day, DiscrepancyRecord changed, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(ToEntity(day, changed), tag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException faster) when (faster.Status == 412)
        {
            return false;
        }
    }

    private static TableEntity ToEntity(DateOnly day, DiscrepancyRecord record) => new(Days.Text(day), record.Id)
    {
        [RowFormat.Column] = Format,
        ["Json"] = RowJson.Serialize(record),
    };

    private static DiscrepancyRecord Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<DiscrepancyRecord>(row.GetString("Json"));
    }
}
