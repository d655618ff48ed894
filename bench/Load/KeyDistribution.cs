using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace Daoban.Bench.Load;

/// <summary>
/// Reads all tables after a run and tells the fullest partitions of each: those that grow while others do not are where
/// the writes go. Rows that were removed (worklist, marks) are not in it.
/// </summary>
internal static partial class KeyDistribution
{
    private const int Top = 3;

    public static async Task<(IReadOnlyList<KeyShare> Shares, double Bytes)> ReadAsync(
        string storage, CancellationToken cancellationToken)
    {
        TableServiceClient service = new(
            storage, new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06));
        List<KeyShare> shares = [];
        double bytes = 0;
        await foreach (var table in service.QueryAsync(cancellationToken: cancellationToken))
        {
            Dictionary<string, int> rows = [];
            await foreach (TableEntity row in service.GetTableClient(table.Name)
                .QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                rows[row.PartitionKey] = rows.GetValueOrDefault(row.PartitionKey) + 1;
                bytes += SizeOf(row);
            }

            int all = rows.Values.Sum();
            shares.AddRange(rows.OrderByDescending(pair => pair.Value).Take(Top).Select(pair =>
                new KeyShare(table.Name, Ids().Replace(pair.Key, "*"), pair.Value, pair.Value / (double)all)));
        }

        return (shares, bytes);
    }

    /// <summary>
    /// Bytes of a row as it is billed: 4 and twice the length of the keys, and for each property 8, twice its name's
    /// length and the value's size (Microsoft: "Understanding Windows Azure Storage Billing").
    /// </summary>
    internal static double SizeOf(TableEntity row) => 4
        + ((row.PartitionKey.Length + row.RowKey.Length) * 2)
        + row.Where(property => property.Key is not ("PartitionKey" or "RowKey" or "odata.etag"))
            .Sum(property => 8 + (property.Key.Length * 2) + SizeOfValue(property.Value));

    private static int SizeOfValue(object? value) => value switch
    {
        string text => (text.Length * 2) + 4,
        byte[] bytes => bytes.Length + 4,
        BinaryData data => data.ToMemory().Length + 4,
        bool => 1,
        int => 4,
        Guid => 16,
        null => 0,
        _ => 8,
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}")]
    private static partial Regex Ids();
}
