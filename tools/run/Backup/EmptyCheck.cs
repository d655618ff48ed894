using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Daoban.Run.Backup;

/// <summary>Whether an account holds nothing yet. Empty tables, containers and queues may be there.</summary>
internal static class EmptyCheck
{
    /// <returns>Something that it holds; null when it is empty.</returns>
    public static async Task<string?> FindContentAsync(BackupAccount account, CancellationToken cancellationToken) =>
        await FindRowAsync(account.Tables, cancellationToken)
        ?? await FindBlobAsync(account.Blobs, cancellationToken)
        ?? await FindMessageAsync(account.Queues, cancellationToken);

    private static async Task<string?> FindRowAsync(TableServiceClient tables, CancellationToken cancellationToken)
    {
        await foreach (TableItem table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            await foreach (TableEntity _ in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(
                maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken))
            {
                return $"rows in table {table.Name}";
            }
        }

        return null;
    }

    private static async Task<string?> FindBlobAsync(BlobServiceClient blobs, CancellationToken cancellationToken)
    {
        await foreach (BlobContainerItem container in
            blobs.GetBlobContainersAsync(cancellationToken: cancellationToken))
        {
            if (BackupAccount.IsOfAzure(container.Name))
            {
                continue;
            }

            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem _ in client.GetBlobsAsync(new GetBlobsOptions(), cancellationToken))
            {
                return $"blobs in container {container.Name}";
            }
        }

        return null;
    }

    private static async Task<string?> FindMessageAsync(QueueServiceClient queues, CancellationToken cancellationToken)
    {
        await foreach (QueueItem queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            QueueProperties properties =
                await queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
            if (properties.ApproximateMessagesCount > 0)
            {
                return $"messages in queue {queue.Name}";
            }
        }

        return null;
    }
}
