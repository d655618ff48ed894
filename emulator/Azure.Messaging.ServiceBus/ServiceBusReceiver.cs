#nullable disable // Upstream is not annotated.
using Daoban.Emulator.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives and settles messages of one queue or of its dead letters. Thread-safe.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private const int LongestReason = 4096;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private readonly BusConnection connection;
    private readonly string queueName;
    private readonly SubQueue subQueue;
    private long lastPeeked = -1;

    internal ServiceBusReceiver(BusConnection connection, string queueName, ServiceBusReceiverOptions options)
    {
        this.connection = connection;
        this.queueName = queueName;
        subQueue = options.SubQueue is SubQueue.None or SubQueue.DeadLetter
            ? options.SubQueue
            : throw new NotSupportedException("Nothing is transferred here, so nothing can fail to be.");
        ReceiveMode = options.ReceiveMode;
        EntityPath = subQueue is SubQueue.DeadLetter ? $"{queueName}/$DeadLetterQueue" : queueName;
    }

    protected ServiceBusReceiver()
    {
    }

    public virtual string FullyQualifiedNamespace => connection.Namespace;

    public virtual string EntityPath { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual bool IsClosed { get; private set; }

    /// <returns>Null when no message came within the time, by default a minute.</returns>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        First(await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken).ConfigureAwait(false));

    /// <returns>At least one, as soon as there is one; none when none came within the time.</returns>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        AtLeastOne(maxMessages, nameof(maxMessages));
        if (maxWaitTime <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxWaitTime),
                $"Argument {nameof(maxWaitTime)} must be a positive timespan value. The provided value was "
                + $"{maxWaitTime}.");
        }

        return Queue().ReceiveAsync(
            maxMessages,
            maxWaitTime ?? DefaultWait,
            ReceiveMode is ServiceBusReceiveMode.ReceiveAndDelete,
            cancellationToken);
    }

    public virtual async Task<ServiceBusReceivedMessage> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        First(await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken).ConfigureAwait(false));

    /// <summary>Looks at messages without locking them, going on after those seen before.</summary>
    /// <remarks>
    /// Only at the 32 that a storage queue shows, and not at locked ones; upstream shows all.
    /// </remarks>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        AtLeastOne(maxMessages, nameof(maxMessages));
        IReadOnlyList<ServiceBusReceivedMessage> peeked = await Queue().PeekAsync(
            maxMessages, fromSequenceNumber ?? lastPeeked + 1, cancellationToken).ConfigureAwait(false);
        lastPeeked = peeked.Count > 0 ? peeked[^1].SequenceNumber : lastPeeked;
        return peeked;
    }

    /// <exception cref="ServiceBusException">The lock is lost, or storage does not answer.</exception>
    public virtual Task CompleteMessageAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Held(message).CompleteAsync(cancellationToken);

    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Held(message).AbandonAsync(propertiesToModify, cancellationToken);

    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        Held(message).DeadLetterAsync(propertiesToModify, null, null, cancellationToken);

    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) => DeadLetterMessageAsync(
            message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default)
    {
        NotTooLong(deadLetterReason, nameof(deadLetterReason));
        NotTooLong(deadLetterErrorDescription, nameof(deadLetterErrorDescription));
        return Held(message).DeadLetterAsync(
            propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);
    }

    /// <inheritdoc cref="CompleteMessageAsync"/>
    public virtual Task RenewMessageLockAsync(
        ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Held(message).RenewAsync(cancellationToken);

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private static ServiceBusReceivedMessage First(IReadOnlyList<ServiceBusReceivedMessage> messages) =>
        messages.Count > 0 ? messages[0] : null;

    private static void AtLeastOne(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, "The value supplied must be greater than or equal to 1.");
        }
    }

    private static void NotTooLong(string value, string name)
    {
        if (value?.Length > LongestReason)
        {
            throw new ArgumentOutOfRangeException(
                name, $"The argument '{name}' cannot exceed {LongestReason} characters.");
        }
    }

    private BusQueue Queue()
    {
        BusConnection.ThrowIfClosed(IsClosed, nameof(ServiceBusReceiver));
        return connection.Queue(queueName, subQueue);
    }

    private HeldMessage Held(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        BusConnection.ThrowIfClosed(IsClosed, nameof(ServiceBusReceiver));
        if (ReceiveMode is not ServiceBusReceiveMode.PeekLock)
        {
            throw new InvalidOperationException("The operation is only supported in 'PeekLock' receive mode.");
        }

        return message.Held ?? throw new InvalidOperationException(
            "This operation is not supported for peeked messages. Only messages received in PeekLock mode can be "
            + "settled.");
    }
}
