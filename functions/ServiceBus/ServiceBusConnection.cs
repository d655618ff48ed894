using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.ServiceBus;

/// <summary>The one client of the process and its senders; made when first needed. Thread-safe.</summary>
internal sealed class ServiceBusConnection(IConfiguration configuration) : IAsyncDisposable
{
    private readonly Lazy<ServiceBusClient> client = new(() => ServiceBusSettings.CreateClient(configuration));
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new();

    /// <summary>The sender to a queue; lives as long as the process.</summary>
    public ServiceBusSender SenderOf(string queue) =>
        senders.GetOrAdd(queue, static (name, made) => made.CreateSender(name), client.Value);

    /// <summary>A receiver of a queue's dead letters, for its caller to dispose of.</summary>
    public ServiceBusReceiver DeadLettersOf(string queue) => client.Value.CreateReceiver(
        queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => client.IsValueCreated ? client.Value.DisposeAsync() : ValueTask.CompletedTask;
}
