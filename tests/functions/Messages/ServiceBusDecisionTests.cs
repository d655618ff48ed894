using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Daoban.Functions.Tests.Contract;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Messages;

[Collection(nameof(OnServiceBus))]
public sealed class ServiceBusDecisionTests(ServiceBusApp app) : DecisionMessageTests(app)
{
    private protected override string TransportName => "ServiceBus";

    private protected override async Task SendMessageAsync(string id, string text)
    {
        await using ServiceBusClient client = new(app.ServiceBusConnection);
        await client.CreateSender("review-decisions").SendMessageAsync(new ServiceBusMessage(text) { MessageId = id });
    }

    private protected override async Task<int> CountAsync() =>
        (await new QueueServiceClient(app.StorageConnection, StorageVersions.Queues())
            .GetQueueClient("servicebus-review-decisions").GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
