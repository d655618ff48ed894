using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Deletes an instance with rows that belong to it; what is ready at the same time shares
/// transactions.</summary>
internal sealed class RowDeleter(HubStorage storage, ShardWriter writer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Deletes rows that may be gone already.</summary>
    /// <param name="instance">The instance row under the ETag it was read with; null to delete the others only.</param>
    /// <param name="partition">Its shard.</param>
    /// <param name="instanceId">Its id.</param>
    /// <param name="rowKeys">Other rows; at most 99.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the instance is another by now; then nothing was deleted.</returns>
    public async Task<bool> DeleteAsync(
        InstanceState? instance,
        string partition,
        string instanceId,
        IReadOnlyCollection<string> rowKeys,
        CancellationToken cancellationToken)
    {
        List<TableTransactionAction> rows = [.. rowKeys.Select(key => Delete(partition, key, ETag.All))];
        if (instance is not null)
        {
            rows.Insert(0, Delete(partition, RowKeys.Instance(instanceId), instance.ETag));
        }

        if (rows.Count == 0)
        {
            return true;
        }

        bool isDeleted = true;
        await writer.WriteAsync(
            new ShardWrite(
                partition,
                instanceId,
                rows,
                async (isDoubtful, token) =>
                {
                    isDeleted = await DeleteAloneAsync(rows, instance is not null, isDoubtful, token);
                    return [];
                }),
            cancellationToken);
        return isDeleted;
    }

    private async Task<bool> DeleteAloneAsync(
        List<TableTransactionAction> all,
        bool beginsWithInstance,
        bool isDoubtful,
        CancellationToken cancellationToken)
    {
        List<TableTransactionAction> rows = [.. all];
        while (rows.Count > 0)
        {
            try
            {
                await storage.Commits.SubmitTransactionAsync(rows, cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException refused) when (refused.Status is 404 or 412)
            {
                int culprit = refused.FailedTransactionActionIndex ?? 0;
                if (beginsWithInstance && rows[culprit] == all[0])
                {
                    // Gone after an answer that got lost: by this very call.
                    return isDoubtful && refused.Status == 404;
                }

                rows.RemoveAt(culprit);
            }
            catch (Exception doubtful) when (StorageFaults.IsDoubtful(doubtful, cancellationToken))
            {
                isDoubtful = true;
                await Task.Delay(Pause, cancellationToken);
            }
        }

        return true;
    }

    private static TableTransactionAction Delete(string partition, string rowKey, ETag etag) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, rowKey), etag);
}
