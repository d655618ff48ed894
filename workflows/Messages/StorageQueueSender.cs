using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Messages;

/// <summary>Sends to storage queues; id and trace context travel in the text, as nothing else does.</summary>
internal sealed class StorageQueueSender(StorageAccount storage) : IMessageSender
{
    public string Transport => MessageTransports.StorageQueues;

    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        storage.Queues.GetQueueClient(message.Queue.Name).SendMessageAsync(
            message.Text, timeToLive: message.Queue.TimeToLive, cancellationToken: cancellationToken);

    public async Task<bool> IsReachableAsync(QueueDefinition queue, CancellationToken cancellationToken) =>
        await storage.Queues.GetQueueClient(queue.Name).ExistsAsync(cancellationToken);
}
