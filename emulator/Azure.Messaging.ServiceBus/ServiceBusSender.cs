#nullable disable // Upstream is not annotated.
using Daoban.Emulator.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one queue. Thread-safe.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly BusConnection connection;

    internal ServiceBusSender(BusConnection connection, string queue)
    {
        this.connection = connection;
        EntityPath = queue;
    }

    protected ServiceBusSender()
    {
    }

    public virtual string FullyQualifiedNamespace => connection.Namespace;

    public virtual string EntityPath { get; }

    public virtual bool IsClosed { get; private set; }

    /// <exception cref="ServiceBusException">
    /// It is too large (a storage queue holds 64 KiB, envelope included), or storage does not answer.
    /// </exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <remarks>One after the other; upstream sends them as one batch, all or none.</remarks>
    public virtual async Task SendMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        BusConnection.ThrowIfClosed(IsClosed, nameof(ServiceBusSender));
        BusQueue queue = connection.Queue(EntityPath, SubQueue.None);
        foreach (ServiceBusMessage message in messages)
        {
            await queue.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

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
}
