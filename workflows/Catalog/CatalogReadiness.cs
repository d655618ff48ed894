using Daoban.Workflows.Telemetry;

namespace Daoban.Workflows.Catalog;

/// <summary>Whether there is anything to apply for.</summary>
internal sealed class CatalogReadiness(ICatalog catalog) : IReadinessCheck
{
    public string Name => "catalog";

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(catalog.Items.Count > 0);
}
