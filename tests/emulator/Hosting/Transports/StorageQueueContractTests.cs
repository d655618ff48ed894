using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Transports;

public sealed class StorageQueueContractTests(AzuriteFixture azurite) : TransportContractTests
{
    private protected override TransportBench Create(bool renews = true) =>
        new StorageQueueBench(azurite.ConnectionString);
}
