using Daoban.Functions.Http;
using Daoban.Workflows.Messages;

namespace Daoban.Functions.Messages;

/// <summary>
/// What becomes of a message of a storage queue: poison is given up at once; another failure is noted, since the queue
/// keeps nothing of it, and let through, so that the host delivers the message again.
/// </summary>
internal sealed class StorageQueueReception(StorageDeadLetters deadLetters, MessageFailures failures)
{
    /// <param name="queue">The queue.</param>
    /// <param name="text">The message.</param>
    /// <param name="deliveries">Which delivery this is, from 1.</param>
    /// <param name="handle">Handles it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ReceiveAsync(
        QueueDefinition queue, string text, long deliveries, Func<Task> handle, CancellationToken cancellationToken)
    {
        try
        {
            await handle();
        }
        catch (PoisonMessageException poison)
        {
            await deadLetters.BuryAsync(queue, text, poison.Reason, cancellationToken);
            return;
        }
        catch (Exception failure) when (MessageHeader.TryRead(text) is { MessageId: { } id })
        {
            await failures.NoteAsync(queue, id, Failure.Describe(failure), cancellationToken);
            throw;
        }

        if (deliveries > 1 && MessageHeader.TryRead(text) is { MessageId: { } handled })
        {
            await failures.ForgetAsync(queue, handled, cancellationToken);
        }
    }
}
