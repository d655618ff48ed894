#nullable disable // Upstream is not annotated.
using Azure.Core;
using Daoban.Emulator.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// A namespace of queues. Here it is served from storage queues, and only for a connection string with
/// <c>UseDevelopmentEmulator=true</c>.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly BusConnection connection;

    public ServiceBusClient(string connectionString) => connection = new BusConnection(connectionString);

    /// <exception cref="NotSupportedException">Always: no Service Bus is reached from here.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        throw new NotSupportedException(BusConnection.OnlyEmulated);
    }

    protected ServiceBusClient()
    {
    }

    public virtual string FullyQualifiedNamespace => connection.Namespace;

    public virtual bool IsClosed => connection.IsClosed;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) =>
        new(connection.Open(queueOrTopicName), queueOrTopicName);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) =>
        CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(connection.Open(queueName), queueName, options ?? new ServiceBusReceiverOptions());

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        connection.Close();
        return ValueTask.CompletedTask;
    }
}
