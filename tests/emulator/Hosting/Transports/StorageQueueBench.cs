using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Daoban.Emulator.Storage;
using Daoban.Emulator.Tests.Hosting.Queues;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting.Transports;

/// <summary>A storage queue behind <c>[QueueTrigger]</c>.</summary>
internal sealed class StorageQueueBench(string connectionString) : TransportBench
{
    private QueueServiceClient Queues { get; } = new StorageClients(connectionString).Queues;

    private QueueClient Queue => Queues.GetQueueClient(QueueName);

    public override async Task SendAsync(string id, string text, string? traceParent = null)
    {
        await Queue.CreateIfNotExistsAsync();
        await Queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    public override Task<int> CountAsync() => QueueBench.CountAsync(Queue);

    public override async Task<IReadOnlyList<string>> DeadLettersAsync()
    {
        QueueClient poison = Queues.GetQueueClient(QueueName + "-poison");
        PeekedMessage[] peeked = await poison.ExistsAsync() ? await poison.PeekMessagesAsync(32) : [];
        return [.. peeked.Select(raw => Encoding.UTF8.GetString(Convert.FromBase64String(raw.MessageText)))];
    }

    // Ten minutes of invisibility, which nobody renews any more, end now.
    public override async Task LoseLockAsync(Delivery delivery) => await Queue.UpdateMessageAsync(
        delivery.MessageId, delivery.Receipt, (string?)null, TimeSpan.Zero);

    protected override TestAppOptions Options() => new([typeof(Function)])
    {
        HostJson = $$"""
            {
              "version": "2.0",
              "extensions": { "queues": { "maxPollingInterval": "00:00:00.200", "maxDequeueCount": {{DeliveryLimit}} } }
            }
            """,
        Settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["TestQueue"] = QueueName,
        },
    };

    private sealed class Function(Work work)
    {
        [Function("Work")]
        public Task RunAsync(
            [QueueTrigger("%TestQueue%")] string text, string id, string popReceipt, int dequeueCount) =>
            work.HandleAsync(new Delivery("", text, dequeueCount, id, popReceipt));
    }
}
