using System.Text.Json.Nodes;
using Daoban.TestKit;
using Daoban.Workflows.Messages;

namespace Daoban.Workflows.Tests.Messages;

public sealed class MessageQueuesTests
{
    [Fact]
    public void DeliveryLimit_IsThatOfHostJson()
    {
        JsonNode host = JsonNode.Parse(File.ReadAllText(Repository.PathTo("host.json")))!;
        int limit = (int)host["extensions"]!["queues"]!["maxDequeueCount"]!;

        Assert.NotEmpty(MessageQueues.All);
        Assert.All(MessageQueues.All, queue => Assert.Equal(limit, queue.DeliveryLimit));
    }

    [Fact]
    public void Names_AreThoseThatEveryTransportTakes() => Assert.All(
        MessageQueues.All, queue => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", queue.Name));
}
