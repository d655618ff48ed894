using Xunit;

namespace Daoban.TestKit;

/// <summary>
/// One in-memory Azurite for a whole test assembly: <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>, then
/// take it as a constructor parameter. Tests share it, so each uses names (hub, table, queue, container) of its own, or
/// acts on nothing but its own rows.
/// </summary>
public class AzuriteFixture : IAsyncLifetime
{
    private Azurite? azurite;

    /// <summary>The running Azurite.</summary>
    public Azurite Azurite => azurite ?? throw new InvalidOperationException("The fixture has not been initialised.");

    /// <inheritdoc cref="Azurite.ConnectionString" />
    public string ConnectionString => Azurite.ConnectionString;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
