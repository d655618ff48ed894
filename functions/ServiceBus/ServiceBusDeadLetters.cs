using Azure.Messaging.ServiceBus;
using Daoban.Workflows.Messages;

namespace Daoban.Functions.ServiceBus;

/// <summary>The dead-letter sub-queues of Service Bus.</summary>
internal sealed class ServiceBusDeadLetters(ServiceBusConnection connection) : IDeadLetters
{
    private const int BatchSize = 32;
    private const int LongestReplay = 10 * BatchSize;
    private const int LongestCount = 1000;

    // Service Bus waits for messages; nobody waits for dead ones.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public string Transport => MessageTransports.ServiceBus;

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        QueueDefinition queue, int most, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = connection.DeadLettersOf(queue.Name);
        IReadOnlyList<ServiceBusReceivedMessage> peeked =
            await receiver.PeekMessagesAsync(most, cancellationToken: cancellationToken);
        return [.. peeked.Select(message => Describe(queue, message))];
    }

    /// <inheritdoc />
    /// <remarks>
    /// By looking at them, up to 1,000: to be told their number takes the right to manage the namespace.
    /// </remarks>
    public async Task<long> CountAsync(QueueDefinition queue, CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = connection.DeadLettersOf(queue.Name);
        long count = 0;
        int seen;
        do
        {
            seen = (await receiver.PeekMessagesAsync(LongestCount, cancellationToken: cancellationToken)).Count;
            count += seen;
        }
        while (seen > 0 && count < LongestCount);
        return count;
    }

    /// <inheritdoc />
    public async Task<int> ReplayAsync(
        QueueDefinition queue,
        string? id,
        Func<OutgoingMessage, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        await using ServiceBusReceiver receiver = connection.DeadLettersOf(queue.Name);
        List<ServiceBusReceivedMessage> taken = await TakeAsync(receiver, cancellationToken);
        int replayed = 0;
        foreach (IGrouping<string, ServiceBusReceivedMessage> same in taken.GroupBy(IdOf))
        {
            bool isWanted = id is null || same.Key == id;
            if (isWanted)
            {
                string text = same.First().Body.ToString();
                await send(
                    new OutgoingMessage(queue, same.Key, text, MessageHeader.TryRead(text)?.TraceParent),
                    cancellationToken);
                replayed++;
            }

            foreach (ServiceBusReceivedMessage message in same)
            {
                await SettleAsync(receiver, message, isWanted, cancellationToken);
            }
        }

        return replayed;
    }

    private static async Task<List<ServiceBusReceivedMessage>> TakeAsync(
        ServiceBusReceiver receiver, CancellationToken cancellationToken)
    {
        List<ServiceBusReceivedMessage> taken = [];
        IReadOnlyList<ServiceBusReceivedMessage> batch;
        do
        {
            batch = await receiver.ReceiveMessagesAsync(BatchSize, Patience, cancellationToken);
            taken.AddRange(batch);
        }
        while (batch.Count > 0 && taken.Count < LongestReplay);
        return taken;
    }

    private static async Task SettleAsync(
        ServiceBusReceiver receiver,
        ServiceBusReceivedMessage message,
        bool isReplayed,
        CancellationToken cancellationToken)
    {
        try
        {
            await (isReplayed
                ? receiver.CompleteMessageAsync(message, cancellationToken)
                : receiver.AbandonMessageAsync(message, cancellationToken: cancellationToken));
        }
        catch (ServiceBusException lost) when (lost.Reason is ServiceBusFailureReason.MessageLockLost)
        {
            // It is shown again; replayed once more it does no harm.
        }
    }

    private static string IdOf(ServiceBusReceivedMessage message) =>
        message.MessageId is { } id && MessageHeader.IsId(id)
            ? id
            : FormattableString.Invariant($"{message.SequenceNumber}");

    private DeadLetter Describe(QueueDefinition queue, ServiceBusReceivedMessage message)
    {
        string? failure =
            message.ApplicationProperties.GetValueOrDefault(ServiceBusReception.FailureProperty) as string;
        (string reason, string? code) = message.DeadLetterReason switch
        {
            DeadLetterReasons.Unreadable => (DeadLetterReasons.Unreadable, null),
            DeadLetterReasons.UnknownFormat => (DeadLetterReasons.UnknownFormat, null),
            "MaxDeliveryCountExceeded" when failure is null => (DeadLetterReasons.NotFinished, null),
            "MaxDeliveryCountExceeded" => (DeadLetterReasons.Failed, failure),
            "TTLExpiredException" => (DeadLetterReasons.Expired, failure),
            _ => (DeadLetterReasons.Other, failure),
        };
        return new DeadLetter(IdOf(message), queue.Name, Transport, reason, code, message.EnqueuedTime);
    }
}
