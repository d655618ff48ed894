using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// Puts messages into inboxes, again and again until they are in. Repeating is safe: a message's key is its own, and
/// its row or its tombstone refuses a second one.
/// </summary>
internal sealed class InboxInserter(HubStorage storage, ShardWriter writer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns once the message is stored.</summary>
    /// <returns>The row's ETag; null when an earlier try had stored it.</returns>
    public async Task<ETag?> InsertAsync(TableEntity row, CancellationToken cancellationToken)
    {
        IReadOnlyList<ETag> etags = await writer.WriteAsync(
            new ShardWrite(
                row.PartitionKey,
                row.RowKey,
                [new TableTransactionAction(TableTransactionActionType.Add, row)],
                (_, token) => InsertAloneAsync(row, token)),
            cancellationToken);
        return etags.Count == 0 ? null : etags[0];
    }

    private async Task<IReadOnlyList<ETag>> InsertAloneAsync(TableEntity row, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Response added = await storage.Commits.AddEntityAsync(row, cancellationToken);
                return [added.Headers.ETag ?? default];
            }
            catch (RequestFailedException exists) when (exists.Status == 409)
            {
                return [];
            }
            catch (Exception doubtful) when (StorageFaults.IsDoubtful(doubtful, cancellationToken))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
