using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Limits;

/// <summary>
/// Where instances tell each other what they counted: table <c>ratelimits</c>, partition = the minute modulo 3, row =
/// the instance. Each writes its own row only, and removes rows that instances of before left behind, so the table
/// holds at most three rows for each instance.
/// </summary>
internal sealed class RateLimitStore(StorageAccount storage)
{
    public const string TableName = "ratelimits";

    private const int Format = 1;
    private const int Partitions = 3;
    private const string Window = "Window";
    private const string Json = "Json";

    // A slow answer is worth less than the next exchange.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TableClient table = storage.CommitTables.GetTableClient(TableName);

    /// <summary>Tells this instance's counts of a minute.</summary>
    /// <returns>The sums of all other instances' counts of that minute.</returns>
    /// <exception cref="UnknownFormatException">Another instance writes a format unknown to this build.</exception>
    public async Task<IReadOnlyDictionary<string, int>> ExchangeAsync(
        long window, string instance, IReadOnlyDictionary<string, int> counts, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        string partition = (window % Partitions).ToString(CultureInfo.InvariantCulture);
        await table.UpsertEntityAsync(
            new TableEntity(partition, instance)
            {
                [RowFormat.Column] = Format,
                [Window] = window,
                [Json] = RowJson.Serialize(counts),
            },
            TableUpdateMode.Replace,
            patience.Token);

        Dictionary<string, int> sums = new(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ne {instance}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: patience.Token))
        {
            await AddAsync(row, window, sums, patience.Token);
        }

        return sums;
    }

    private async Task AddAsync(
        TableEntity row, long window, Dictionary<string, int> sums, CancellationToken cancellationToken)
    {
        long? of = row[Window] as long?;
        if (of < window)
        {
            await RemoveAsync(row, cancellationToken);
            return;
        }

        RowFormat.Require(row, Format, TableName);
        if (of == window)
        {
            foreach ((string key, int count) in RowJson.Deserialize<Dictionary<string, int>>(row.GetString(Json)))
            {
                sums[key] = (int)Math.Min(int.MaxValue, (long)sums.GetValueOrDefault(key) + count);
            }
        }
    }

    private async Task RemoveAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // Its instance lives and uses it again, or another removed it.
        }
    }
}
