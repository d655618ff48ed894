namespace Daoban.Workflows.Anchors;

/// <summary>Somebody else's word for when something existed (RFC 3161).</summary>
internal interface ITimestampAuthority
{
    /// <summary>Has <paramref name="data"/> stamped; the authority sees its SHA-256 only.</summary>
    /// <returns>The DER of a TimeStampToken, checked; null when no authority is set.</returns>
    /// <exception cref="TimestampException">No usable answer; worth another try later.</exception>
    Task<byte[]?> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
