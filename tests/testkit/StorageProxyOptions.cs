namespace Daoban.TestKit;

/// <summary>What <see cref="StorageProxy" /> keeps.</summary>
public sealed record StorageProxyOptions
{
    /// <summary>Keeps every exchange in <see cref="StorageProxy.Exchanges" />; off by default.</summary>
    public bool KeepExchanges { get; init; }

    /// <summary>Bytes of a body that an exchange carries, 4 MiB by default. What is forwarded is never cut.</summary>
    public int BodyLimit { get; init; } = 4 * 1024 * 1024;

    /// <summary>Called with each finished exchange, kept or not; must be thread-safe.</summary>
    public Action<StorageExchange>? Completed { get; init; }
}
