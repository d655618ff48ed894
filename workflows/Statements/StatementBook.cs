using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Statements;

/// <summary>
/// What became of each day's statement: table <c>bankstatements</c>, partition <c>days</c>, a row per day; and from
/// which day on the bank is asked, partition <c>progress</c>.
/// </summary>
internal sealed class StatementBook(StorageAccount storage)
{
    public const string TableName = "bankstatements";

    private const string DayPartition = "days";
    private const string ProgressPartition = "progress";
    private const string FirstRow = "first-open-day";
    private const int Format = 1;

    private readonly TableClient table = storage.Tables.GetTableClient(TableName);

    /// <summary>A day's row with its tag; a new record and no tag when there is none.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<(StatementRecord Record, ETag? Tag)> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            DayPartition, Days.Text(day), cancellationToken: cancellationToken);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : (StatementRecord.New, null);
    }

    /// <summary>The rows of the days from <paramref name="first"/> to <paramref name="last"/>.</summary>
    /// <exception cref="UnknownFormatException">Of a format this build does not know.</exception>
    public async Task<IReadOnlyDictionary<DateOnly, StatementRecord>> ListAsync(
        DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        Dictionary<DateOnly, StatementRecord> found = [];
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {DayPartition} and RowKey ge {Days.Text(first)} and RowKey le {Days.Text(last)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found[Days.Exact(row.RowKey)] = Read(row);
        }

        return found;
    }

    /// <summary>Writes a day's row if it still is as it was read.</summary>
    /// <returns>Its new tag; null when somebody else was faster.</returns>
    public async Task<ETag?> TryWriteAsync(
        DateOnly day, StatementRecord record, ETag? tag, CancellationToken cancellationToken)
    {
        TableEntity row = new(DayPartition, Days.Text(day))
        {
            [RowFormat.Column] = Format,
            ["Json"] = RowJson.Serialize(record),
        };
        try
        {
            Response written = tag is { } known
                ? await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken)
                : await table.AddEntityAsync(row, cancellationToken);
            return written.Headers.ETag;
        }
        catch (RequestFailedException faster) when (faster.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>The first day whose statement is still open; <paramref name="otherwise"/> from now on if none is
    /// noted.</summary>
    public async Task<DateOnly> FirstAsync(DateOnly otherwise, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            ProgressPartition, FirstRow, cancellationToken: cancellationToken);
        if (row.HasValue)
        {
            RowFormat.Require(row.Value!, Format, TableName);
            return Days.Exact(row.Value!.GetString("Day"));
        }

        await MoveFirstAsync(otherwise, cancellationToken);
        return otherwise;
    }

    /// <summary>Notes the first day that is still open.</summary>
    public Task MoveFirstAsync(DateOnly day, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(ProgressPartition, FirstRow) { [RowFormat.Column] = Format, ["Day"] = Days.Text(day) },
        TableUpdateMode.Replace,
        cancellationToken);

    private static StatementRecord Read(TableEntity row)
    {
        RowFormat.Require(row, Format, TableName);
        return RowJson.Deserialize<StatementRecord>(row.GetString("Json"));
    }
}
