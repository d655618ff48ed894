using System.Text;
using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Storage;

namespace Daoban.Emulator.ServiceBus;

/// <summary>
/// One queue on a storage queue. Invisibility is the lock, the pop receipt its proof, the dequeue count the delivery
/// count. Nothing of it is kept in memory: any process can go on with what another left.
/// </summary>
internal sealed class BusQueue(
    string name, QueueClient storage, BusQueue? deadLetters, BusOptions options, TimeProvider clock)
{
    /// <summary>What a storage queue keeps in one message.</summary>
    public const int LargestText = 64 * 1024;

    // What dead-lettering adds has its place reserved.
    private const int LargestSent = LargestText - (8 * 1024);
    private const int LargestBatch = 32;

    // A message's own time to live is in its envelope.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public string Name => name;

    public BusOptions Options => options;

    public TimeProvider Clock => clock;

    public bool IsDeadLetters => deadLetters is null;

    public Task SendAsync(ServiceBusMessage message, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string text = MessageEnvelope
            .Of(message, options.DefaultMessageTimeToLive, now, SequenceNumbers.Next(now))
            .Write();
        int size = Encoding.UTF8.GetByteCount(text);
        return size <= LargestSent
            ? PutAsync(text, cancellationToken)
            : throw new ServiceBusException(
                $"The message takes {size} bytes; the emulated Service Bus keeps at most {LargestSent}.",
                ServiceBusFailureReason.MessageSizeExceeded,
                name);
    }

    /// <summary>Waits for messages; none after <paramref name="longest"/>.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        int most, TimeSpan longest, bool delete, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            IReadOnlyList<ServiceBusReceivedMessage> batch = await TryReceiveAsync(most, cancellationToken)
                .ConfigureAwait(false);
            if (delete)
            {
                foreach (ServiceBusReceivedMessage message in batch)
                {
                    await message.Held.CompleteAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            if (batch.Count > 0 || clock.GetElapsedTime(start) + PollInterval > longest)
            {
                return batch;
            }

            await Task.Delay(PollInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what is there now. What has expired or was delivered too often goes where it belongs.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> TryReceiveAsync(
        int most, CancellationToken cancellationToken)
    {
        DateTimeOffset lockedUntil = clock.GetUtcNow() + options.LockDuration;
        QueueMessage[] batch = await AskAsync(async () =>
        {
            try
            {
                return (await storage.ReceiveMessagesAsync(
                    Math.Min(most, LargestBatch), options.LockDuration, cancellationToken).ConfigureAwait(false)).Value;
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return [];
            }
        }).ConfigureAwait(false);
        List<ServiceBusReceivedMessage> received = [];
        foreach (QueueMessage raw in batch)
        {
            if (MessageEnvelope.TryParse(raw.MessageText) is { } envelope
                && await SiftAsync(new HeldMessage(this, raw, envelope, lockedUntil), cancellationToken)
                    .ConfigureAwait(false) is { } held)
            {
                received.Add(new ServiceBusReceivedMessage(envelope, held.DeliveryCount, held));
            }
        }

        return received;
    }

    /// <summary>Looks at visible messages from a sequence number on, in that order.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(
        int most, long from, CancellationToken cancellationToken)
    {
        PeekedMessage[] peeked = await AskAsync(async () =>
        {
            try
            {
                return (await storage.PeekMessagesAsync(LargestBatch, cancellationToken).ConfigureAwait(false)).Value;
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                return [];
            }
        }).ConfigureAwait(false);
        IEnumerable<ServiceBusReceivedMessage> seen =
            from raw in peeked
            let envelope = MessageEnvelope.TryParse(raw.MessageText)
            where envelope is not null && envelope.SequenceNumber >= @from && !IsExpired(envelope)
            orderby envelope.SequenceNumber
            select new ServiceBusReceivedMessage(envelope, envelope.EarlierDeliveries + (int)raw.DequeueCount);
        return [.. seen.Take(most)];
    }

    public Task DeleteAsync(string id, string receipt, CancellationToken cancellationToken) =>
        AskAsync(() => storage.DeleteMessageAsync(id, receipt, cancellationToken));

    /// <summary>Makes a message invisible for a time from now on, with another text where one is given.</summary>
    /// <returns>The new receipt.</returns>
    public async Task<string> ShowAsync(
        string id, string receipt, string? text, TimeSpan after, CancellationToken cancellationToken) =>
        (await AskAsync(() => storage.UpdateMessageAsync(id, receipt, text, after, cancellationToken))
            .ConfigureAwait(false)).Value.PopReceipt;

    /// <summary>Puts a copy among the dead letters, without its description where that is too long.</summary>
    public Task BuryAsync(MessageEnvelope envelope, CancellationToken cancellationToken)
    {
        BusQueue target = deadLetters ?? throw new NotSupportedException("Dead letters cannot be dead-lettered again.");
        string text = envelope.Write();
        if (Encoding.UTF8.GetByteCount(text) > LargestText)
        {
            text = envelope.With([new(ServiceBusReceivedMessage.DescriptionName, "")]).Write();
        }

        return target.PutAsync(text, cancellationToken);
    }

    /// <summary>Turns what storage throws into what upstream's client would throw.</summary>
    private async Task<T> AskAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (RequestFailedException lost) when (lost.Status == 404
            || lost.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString())
        {
            throw HeldMessage.LockLost(name);
        }
        catch (RequestFailedException large) when (large.Status == 413)
        {
            throw new ServiceBusException(
                "The message is too large.", ServiceBusFailureReason.MessageSizeExceeded, name, large);
        }
        catch (Exception fault) when (StorageFaults.IsDoubtful(fault) && fault is not OperationCanceledException)
        {
            throw new ServiceBusException(
                "Storage does not answer.", ServiceBusFailureReason.ServiceCommunicationProblem, name, fault);
        }
    }

    private async Task PutAsync(string text, CancellationToken cancellationToken) => await AskAsync(async () =>
    {
        try
        {
            return await storage.SendMessageAsync(text, default, ForEver, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await storage.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return await storage.SendMessageAsync(text, default, ForEver, cancellationToken).ConfigureAwait(false);
        }
    }).ConfigureAwait(false);

    /// <returns>Null for a message that nobody is given any more.</returns>
    private async Task<HeldMessage?> SiftAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        if (IsExpired(held.Envelope))
        {
            await (options.DeadLetteringOnMessageExpiration
                ? held.DeadLetterAsync(
                    null, "TTLExpiredException", "The message expired and was dead lettered.", cancellationToken)
                : held.CompleteAsync(cancellationToken)).ConfigureAwait(false);
            return null;
        }

        if (!IsDeadLetters && held.DeliveryCount > options.MaxDeliveryCount)
        {
            await held.ExhaustAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        return held;
    }

    /// <remarks>Dead letters live for ever, as upstream.</remarks>
    private bool IsExpired(MessageEnvelope envelope) => !IsDeadLetters && envelope.ExpiresAt <= clock.GetUtcNow();
}
