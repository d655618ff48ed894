using Azure.Messaging.ServiceBus;
using Daoban.Workflows.Messages;

namespace Daoban.Functions.ServiceBus;

/// <summary>Sends to Service Bus queues. Id and trace context are properties there as well.</summary>
internal sealed class ServiceBusMessageSender(ServiceBusConnection connection) : IMessageSender
{
    private const string TraceParent = "traceparent";

    /// <inheritdoc />
    public string Transport => MessageTransports.ServiceBus;

    /// <inheritdoc />
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ServiceBusMessage sent = new(message.Text)
        {
            MessageId = message.Id,
            ContentType = "application/json",
            TimeToLive = message.Queue.TimeToLive,
        };
        if (message.TraceParent is { } trace)
        {
            sent.ApplicationProperties[TraceParent] = trace;
        }

        return connection.SenderOf(message.Queue.Name).SendMessageAsync(sent, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> IsReachableAsync(QueueDefinition queue, CancellationToken cancellationToken)
    {
        // Looks at dead letters: it takes no message from anybody, and no right beyond that to receive.
        await using ServiceBusReceiver receiver = connection.DeadLettersOf(queue.Name);
        await receiver.PeekMessagesAsync(1, cancellationToken: cancellationToken);
        return true;
    }
}
