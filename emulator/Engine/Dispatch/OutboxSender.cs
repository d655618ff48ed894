using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Storage;

namespace Daoban.Emulator.Engine.Dispatch;

/// <summary>
/// Puts committed sends into their targets' inboxes: in order for each target, again and again until they are in.
/// </summary>
internal sealed class OutboxSender(IEngineRun run)
{
    /// <summary>Returns once all have arrived; each is told of as it does.</summary>
    public Task SendAsync(
        IReadOnlyCollection<OutboxEntry> entries, Action<OutboxEntry> arrived, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries.GroupBy(entry => entry.Target),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
            async (target, token) =>
            {
                foreach (OutboxEntry entry in target)
                {
                    await SendAsync(entry, token);
                    arrived(entry);
                }
            });

    private async Task SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        string partition = run.Storage.PartitionOf(entry.Target);
        TableEntity row = MessageRows.ToRow(partition, entry);
        if (await run.Writes.Inboxes.InsertAsync(row, cancellationToken) is { } etag)
        {
            row.ETag = etag;
            await DeliverAsync(row, cancellationToken);
        }
        else
        {
            await DeliverStoredAsync(partition, row.RowKey, cancellationToken);
        }
    }

    /// <summary>Delivers a message that is in its inbox already, unless it has been consumed.</summary>
    public async Task DeliverStoredAsync(string partition, string rowKey, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> stored = await run.Storage.Table.GetEntityIfExistsAsync<TableEntity>(
            partition, rowKey, cancellationToken: cancellationToken);
        if (stored is { HasValue: true, Value: { } row } && row.ContainsKey(MessageRows.Live))
        {
            await DeliverAsync(row, cancellationToken);
        }
    }

    private async Task DeliverAsync(TableEntity row, CancellationToken cancellationToken)
    {
        InboxMessage message = await MessageRows.FromRowAsync(row, run.Storage.Payloads, cancellationToken);
        run.Deliver(message.InstanceId, Delivery.Of(message));
    }
}
