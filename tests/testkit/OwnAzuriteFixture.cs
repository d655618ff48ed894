namespace Daoban.TestKit;

/// <summary>
/// An Azurite for one test class, <c>IClassFixture&lt;OwnAzuriteFixture&gt;</c>, whose tests act on everything that an
/// account holds: a clean-up, or the finishing of all outboxes, would reach into the tests of other classes.
/// </summary>
public sealed class OwnAzuriteFixture : AzuriteFixture;
