namespace Daoban.Functions.Tests.Contract;

/// <summary>Tests that share one running application.</summary>
[CollectionDefinition(nameof(SharedApp))]
public sealed class SharedApp : ICollectionFixture<DaobanApp>;
