namespace Daoban.Workflows.Keys;

/// <summary>
/// Signs what must be provable to outsiders: anchors and evidence packages. ECDSA on P-256 with SHA-256.
/// </summary>
public interface ISigningKey
{
    /// <summary>The public half; the same for as long as the process runs.</summary>
    /// <exception cref="KeyUnavailableException">The key store does not answer; worth another try later.</exception>
    Task<PublicSigningKey> GetPublicKeyAsync(CancellationToken cancellationToken);

    /// <summary>Signs the SHA-256 of <paramref name="data"/>.</summary>
    /// <returns>64 bytes, r and s one after the other (IEEE P1363).</returns>
    /// <exception cref="KeyUnavailableException">The key store does not answer; worth another try later.</exception>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
