using Azure;
using Azure.Data.Tables;
using Daoban.Emulator.Engine.Dispatch;
using Daoban.Emulator.Engine.Storage;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.Engine.Client;

/// <summary>Puts a client's messages into inboxes and tells the hub's owner.</summary>
internal sealed class HubMailbox(IHubGateway hub)
{
    // Tombstones last for ten minutes; half of that leaves no doubt that a repetition finds one.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromMinutes(5);

    /// <summary>Returns once the message is stored; repeating a lost request cannot deliver it twice.</summary>
    public async Task SendAsync(InboxMessage message, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RetryLimit);
        await storage.Payloads.SaveAsync(message.InstanceId, [message.Event!], limit.Token);
        TableEntity row = MessageRows.ToRow(storage.PartitionOf(message.InstanceId), message);
        HubWrites writes = await hub.OpenWritesAsync(cancellationToken);
        await AnnounceAsync(message, await writes.Inboxes.InsertAsync(row, limit.Token), limit.Token);
    }

    /// <summary>Tells the hub's owner of a message that is stored.</summary>
    /// <param name="message">The message.</param>
    /// <param name="etag">Its row's; null when the answer that told it was lost.</param>
    /// <param name="cancellationToken">Gives up; the message is stored all the same.</param>
    public async Task AnnounceAsync(InboxMessage message, ETag? etag, CancellationToken cancellationToken)
    {
        HubStorage storage = await hub.OpenAsync(cancellationToken);
        if (hub.Owner is not { Stopping.IsCancellationRequested: false } owner)
        {
            await RingAsync(storage, message.InstanceId, cancellationToken);
        }
        else if (etag is { } known)
        {
            owner.Deliver(message.InstanceId, Delivery.Of(message with { ETag = known }));
        }
        else
        {
            // Delivered before this call returns, so that the caller's next message cannot overtake it.
            await new OutboxSender(owner).DeliverStoredAsync(
                storage.PartitionOf(message.InstanceId), message.RowKey, cancellationToken);
        }
    }

    /// <summary>
    /// Tells the owner in another process. The message is stored, so that a failure here only delays it.
    /// </summary>
    public static async Task RingAsync(HubStorage storage, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await new DoorBell(storage).RingAsync(storage.PartitionOf(instanceId), cancellationToken);
        }
        catch (Exception unanswered) when (StorageFaults.IsDoubtful(unanswered, cancellationToken))
        {
            // The owner reads all inboxes now and then.
        }
    }
}
