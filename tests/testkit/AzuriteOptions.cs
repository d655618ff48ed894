namespace Daoban.TestKit;

/// <summary>How to start <see cref="Azurite" />.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where to keep the data; created when missing. Null (default): in memory, gone when stopped.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Counts the requests in Azurite's access log, which makes it slower; off by default.</summary>
    public bool CountsRequests { get; init; }

    /// <summary>Blob port; 0 (default) for a free one. Fixed ports keep the connection string.</summary>
    public int BlobPort { get; init; }

    /// <inheritdoc cref="BlobPort" />
    public int QueuePort { get; init; }

    /// <inheritdoc cref="BlobPort" />
    public int TablePort { get; init; }
}
