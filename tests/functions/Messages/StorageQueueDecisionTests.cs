using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Daoban.Functions.Tests.Contract;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Messages;

public sealed class StorageQueueDecisionTests(DaobanApp app) : DecisionMessageTests(app)
{
    private QueueClient Queue
    {
        get
        {
            QueueClientOptions options = StorageVersions.Queues();
            options.MessageEncoding = QueueMessageEncoding.Base64;
            return new QueueServiceClient(App.StorageConnection, options).GetQueueClient("review-decisions");
        }
    }

    private protected override string TransportName => "StorageQueues";

    [Fact]
    public async Task Message_NoText_IsListedAsUnreadable()
    {
        HashSet<string> before = [.. (await ListAsync()).Select(letter => (string)letter["id"]!)];
        await new QueueServiceClient(App.StorageConnection, StorageVersions.Queues())
            .GetQueueClient("review-decisions").SendMessageAsync("neither text nor Base64!");

        JsonNode letter = await FindAsync(
            found => !before.Contains((string)found["id"]!) && (string?)found["reason"] == "unreadable");
        Assert.Null(letter["failureCode"]);
    }

    private protected override Task SendMessageAsync(string id, string text) => Queue.SendMessageAsync(text);

    private protected override async Task<int> CountAsync() =>
        (await Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
