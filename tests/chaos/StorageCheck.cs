using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Daoban.TestKit;

namespace Daoban.Chaos;

/// <summary>
/// What is left in a hub whose instances have been purged: the row that describes it, the bells, and tombstones, which
/// keep late repetitions away for ten minutes. Nothing else, and no payload.
/// </summary>
internal static class StorageCheck
{
    private const int MostLooks = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(string connectionString, string hub, CancellationToken cancellationToken)
    {
        // What the owner still does in the background takes a moment.
        string[] left = [];
        for (int look = 0; look < MostLooks; look++)
        {
            left = await LeftoversAsync(connectionString, hub, cancellationToken);
            if (left.Length == 0)
            {
                return;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new ChaosException($"{left.Length} leftovers: {string.Join(", ", left.Take(10))}");
    }

    private static async Task<string[]> LeftoversAsync(
        string connectionString, string hub, CancellationToken cancellationToken)
    {
        List<string> left = [];
        var table = new TableClient(connectionString, $"{hub}Durable", StorageVersions.Tables());
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.PartitionKey is not ("hub" or "bell") && !row.ContainsKey("ConsumedAt"))
            {
                left.Add(row.RowKey);
            }
        }

        var container = new BlobContainerClient(connectionString, $"{hub}-durable", StorageVersions.Blobs());
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (blob.Name.StartsWith("payloads/", StringComparison.Ordinal))
            {
                left.Add(blob.Name);
            }
        }

        return [.. left];
    }
}
