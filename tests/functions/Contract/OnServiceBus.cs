namespace Daoban.Functions.Tests.Contract;

/// <summary>Tests that share one running application on Service Bus.</summary>
[CollectionDefinition(nameof(OnServiceBus))]
public sealed class OnServiceBus : ICollectionFixture<ServiceBusApp>;
