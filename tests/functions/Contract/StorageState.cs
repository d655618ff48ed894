using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What storage holds of one case, to see that a refusal left nothing behind.</summary>
public sealed class StorageState(string connectionString)
{
    private readonly TableServiceClient tables = new(connectionString, StorageVersions.Tables());
    private readonly BlobServiceClient blobs = new(connectionString, StorageVersions.Blobs());
    private readonly QueueServiceClient queues = new(connectionString, StorageVersions.Queues());

    /// <summary>
    /// Every row of any table, every blob and every waiting message that names the case; without the access chains,
    /// into which a refusal is entered, and their index.
    /// </summary>
    public async Task<IReadOnlyList<string>> EverythingOfAsync(string caseId)
    {
        List<string> found = [];
        await foreach (TableItem table in tables.QueryAsync("TableName ne 'accesslog'"))
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                if (!row.PartitionKey.StartsWith("reads|", StringComparison.Ordinal)
                    && row.Any(cell => cell.Value?.ToString()?.Contains(caseId, StringComparison.Ordinal) == true))
                {
                    found.Add($"{table.Name}/{row.PartitionKey}/{row.RowKey} {row.ETag}");
                }
            }
        }

        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            await foreach (BlobItem blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                if (blob.Name.Contains(caseId, StringComparison.Ordinal))
                {
                    found.Add($"{container.Name}/{blob.Name} {blob.Properties.ETag}");
                }
            }
        }

        await foreach (QueueItem queue in queues.GetQueuesAsync())
        {
            foreach (PeekedMessage message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value)
            {
                string text = message.Body.ToString();
                Span<byte> plain = new byte[text.Length];
                bool isBase64 = Convert.TryFromBase64String(text, plain, out int length);
                if ((isBase64 ? System.Text.Encoding.UTF8.GetString(plain[..length]) : text)
                    .Contains(caseId, StringComparison.Ordinal))
                {
                    found.Add($"{queue.Name}/{message.MessageId}");
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The rows of the case file with their versions; any change moves the chain head. Without the outbox, whose rows
    /// go when what they ask for is done.
    /// </summary>
    public async Task<IReadOnlyList<string>> CaseFileOfAsync(string caseId)
    {
        List<string> rows = [];
        await foreach (TableEntity row in tables.GetTableClient("casefiles")
            .QueryAsync<TableEntity>(row => row.PartitionKey == caseId))
        {
            if (!row.RowKey.StartsWith("x|", StringComparison.Ordinal))
            {
                rows.Add($"{row.RowKey} {row.ETag}");
            }
        }

        return rows;
    }

    /// <summary>Puts a row into a case file, past the application.</summary>
    public Task PutCaseRowAsync(TableEntity row) => tables.GetTableClient("casefiles").AddEntityAsync(row);
}
