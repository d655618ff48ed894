using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Messages;

/// <summary>
/// The poison queues of the Functions host. A message there carries no reason: what it is, is seen from its text, and
/// how its handling failed was noted in <see cref="MessageFailures"/>.
/// </summary>
public sealed class StorageDeadLetters : IDeadLetters
{
    private const int BatchSize = 32;
    private const int LongestReplay = 10 * BatchSize;

    // As long as a replay may take; then others see what it did not come to.
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    private readonly StorageAccount storage;
    private readonly MessageFailures failures;

    internal StorageDeadLetters(StorageAccount storage, MessageFailures failures)
    {
        this.storage = storage;
        this.failures = failures;
    }

    /// <inheritdoc />
    public string Transport => MessageTransports.StorageQueues;

    /// <summary>Gives a message up at once; its caller then lets the queue forget it.</summary>
    /// <param name="queue">Where it was received.</param>
    /// <param name="text">Its text.</param>
    /// <param name="reason">One of <see cref="DeadLetterReasons"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task BuryAsync(
        QueueDefinition queue, string text, string reason, CancellationToken cancellationToken)
    {
        if (MessageHeader.TryRead(text) is { MessageId: { } id } header && header.Format == queue.Format)
        {
            // Its header is sound, and does not say what is wrong.
            await failures.NoteAsync(queue, id, reason, cancellationToken);
        }

        QueueClient poison = storage.Queues.GetQueueClient(queue.PoisonName);
        try
        {
            await poison.SendMessageAsync(text, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await poison.SendMessageAsync(text, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        QueueDefinition queue, int most, CancellationToken cancellationToken)
    {
        PeekedMessage[] peeked;
        try
        {
            peeked = await Poison(queue).PeekMessagesAsync(most, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }

        if (peeked.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<string, MessageFailure> known = await failures.ListAsync(queue, cancellationToken);
        return [.. peeked.Select(raw =>
        {
            PoisonLetter letter = PoisonLetter.Of(raw);
            (string reason, string? code) = letter.Classify(queue, known);
            return new DeadLetter(letter.Id, queue.Name, Transport, reason, code, raw.InsertedOn);
        })];
    }

    /// <inheritdoc />
    public async Task<long> CountAsync(QueueDefinition queue, CancellationToken cancellationToken)
    {
        try
        {
            QueueProperties properties = await Poison(queue).GetPropertiesAsync(cancellationToken);
            return properties.ApproximateMessagesCountLong;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    /// <inheritdoc />
    public async Task<int> ReplayAsync(
        QueueDefinition queue,
        string? id,
        Func<OutgoingMessage, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        QueueClient poison = Poison(queue);
        List<(QueueMessage Raw, PoisonLetter Letter)> taken = await TakeAsync(poison, cancellationToken);
        int replayed = 0;
        foreach (var same in taken.GroupBy(each => each.Letter.Id))
        {
            if (id is not null && same.Key != id)
            {
                continue;
            }

            // What is no text at all can only go back as it is.
            if (same.First().Letter is { Text: { } text, Header: var header })
            {
                await send(new OutgoingMessage(queue, same.Key, text, header?.TraceParent), cancellationToken);
            }
            else
            {
                await storage.RawQueues.GetQueueClient(queue.Name)
                    .SendMessageAsync(same.First().Raw.MessageText, cancellationToken);
            }

            replayed++;
            await failures.ForgetAsync(queue, same.Key, cancellationToken);
            foreach ((QueueMessage raw, _) in same)
            {
                await IfThereAsync(() => poison.DeleteMessageAsync(raw.MessageId, raw.PopReceipt, cancellationToken));
            }
        }

        foreach ((QueueMessage raw, PoisonLetter letter) in taken.Where(each => id is not null && each.Letter.Id != id))
        {
            await IfThereAsync(() => poison.UpdateMessageAsync(
                raw.MessageId, raw.PopReceipt, (string?)null, TimeSpan.Zero, cancellationToken));
        }

        return replayed;
    }

    private static async Task<List<(QueueMessage Raw, PoisonLetter Letter)>> TakeAsync(
        QueueClient poison, CancellationToken cancellationToken)
    {
        List<(QueueMessage Raw, PoisonLetter Letter)> taken = [];
        try
        {
            QueueMessage[] batch;
            do
            {
                batch = await poison.ReceiveMessagesAsync(BatchSize, Hold, cancellationToken);
                taken.AddRange(batch.Select(raw => (raw, PoisonLetter.Of(raw))));
            }
            while (batch.Length > 0 && taken.Count < LongestReplay);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // Nothing was ever given up.
        }

        return taken;
    }

    /// <remarks>Somebody else, or an earlier try, was there first.</remarks>
    private static async Task IfThereAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            // It is no longer ours.
        }
    }

    private QueueClient Poison(QueueDefinition queue) => storage.RawQueues.GetQueueClient(queue.PoisonName);
}
