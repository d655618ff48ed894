using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Engine.Semantics.Cold;

/// <summary>The same, with every turn beginning in a replay.</summary>
public sealed class ColdEventDeliveryTests(AzuriteFixture azurite) : EventDeliveryTests(azurite)
{
    private protected override bool IsCold => true;
}
