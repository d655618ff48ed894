namespace Daoban.Functions.Health;

/// <summary>How this instance is.</summary>
/// <param name="Status">Whether it can do its work.</param>
/// <param name="Version">The version of the build.</param>
/// <param name="StorageReachable">Whether storage answers.</param>
/// <param name="CatalogItems">How many catalog items are loaded.</param>
internal sealed record HealthView(HealthState Status, string Version, bool StorageReachable, int CatalogItems);

/// <summary>Whether an instance can do its work.</summary>
internal enum HealthState
{
    /// <summary>Everything answers.</summary>
    Healthy,

    /// <summary>Something that every request needs does not answer.</summary>
    Unhealthy,
}
