using Azure.Messaging.ServiceBus;
using Daoban.Emulator.ServiceBus;
using Daoban.Emulator.Storage;
using Daoban.Emulator.Tests.Hosting.Queues;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>An emulated Service Bus queue behind <c>[ServiceBusTrigger]</c>.</summary>
/// <param name="connectionString">The storage account beneath.</param>
/// <param name="renews">False: a lock lasts 2 s, and nobody renews it.</param>
internal sealed class ServiceBusBench(string connectionString, bool renews) : TransportBench
{
    private readonly string connection =
        $"Endpoint=sb://ns{Guid.NewGuid():N}.test;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true";

    public override async Task SendAsync(string id, string text, string? traceParent = null)
    {
        await using ServiceBusClient client = new(connection);
        await using ServiceBusSender sender = client.CreateSender(QueueName);
        ServiceBusMessage message = new(text) { MessageId = id };
        if (traceParent is not null)
        {
            message.ApplicationProperties["traceparent"] = traceParent;
        }

        await sender.SendMessageAsync(message);
    }

    public override Task<int> CountAsync() => QueueBench.CountAsync(
        new StorageClients(connectionString).Queues.GetQueueClient(BusNamespace.Prefix + QueueName));

    public override async Task<IReadOnlyList<string>> DeadLettersAsync()
    {
        await using ServiceBusClient client = new(connection);
        await using ServiceBusReceiver receiver = client.CreateReceiver(
            QueueName, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return [.. (await receiver.PeekMessagesAsync(32)).Select(message => message.Body.ToString())];
    }

    // Its two seconds pass by themselves; who waits for the next delivery waits for them.
    public override Task LoseLockAsync(Delivery delivery) => Task.CompletedTask;

    protected override TestAppOptions Options() => new([typeof(Function)])
    {
        HostJson = renews
            ? """{ "version": "2.0" }"""
            : """
              {
                "version": "2.0",
                "extensions": { "serviceBus": { "maxAutoLockRenewalDuration": "00:00:00" } }
              }
              """,
        Settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["ServiceBusEmulator__LockDuration"] = renews ? "PT1M" : "PT2S",
            ["ServiceBusEmulator__MaxDeliveryCount"] = $"{DeliveryLimit}",
            ["TestBus"] = connection,
            ["TestQueue"] = QueueName,
        },
    };

    private sealed class Function(Work work)
    {
        [Function("Work")]
        public Task RunAsync(
            [ServiceBusTrigger("%TestQueue%", Connection = "TestBus")] ServiceBusReceivedMessage message) =>
            work.HandleAsync(new Delivery(
                "", message.Body.ToString(), message.DeliveryCount, message.MessageId, message.LockToken)
            {
                Properties = message.ApplicationProperties,
            });
    }
}
