using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Transports;

public sealed class ServiceBusContractTests(AzuriteFixture azurite) : TransportContractTests
{
    private protected override TransportBench Create(bool renews = true) =>
        new ServiceBusBench(azurite.ConnectionString, renews);

    private protected override void AssertBesideTheText(Delivery delivery, string id, string traceParent)
    {
        Assert.Equal(id, delivery.MessageId);
        Assert.Equal(traceParent, delivery.Properties["traceparent"]);
    }
}
