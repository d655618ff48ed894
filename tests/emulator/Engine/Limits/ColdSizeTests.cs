using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Engine.Limits;

/// <summary>The same, with every turn beginning in a replay.</summary>
public sealed class ColdSizeTests(AzuriteFixture azurite) : SizeTests(azurite)
{
    private protected override bool IsCold => true;
}
