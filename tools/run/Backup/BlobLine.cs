namespace Daoban.Run.Backup;

/// <summary>One blob of a container's index. Its content is the file <c>blobs/{container}/{number}</c>.</summary>
internal sealed record BlobLine
{
    /// <summary>From 0, in the order of the index.</summary>
    public required long Number { get; init; }

    public required string Name { get; init; }

    /// <summary><c>Block</c>, <c>Append</c> or <c>Page</c>.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Of the content, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? ContentDisposition { get; init; }

    public string? CacheControl { get; init; }

    /// <summary>The MD5 that storage keeps of the blob, Base64; null where it keeps none.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Only where the blob has one of its own; null for the account's.</summary>
    public string? AccessTier { get; init; }

    public SortedDictionary<string, string> Metadata { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public SortedDictionary<string, string> Tags { get; init; } = new(StringComparer.Ordinal);
}
