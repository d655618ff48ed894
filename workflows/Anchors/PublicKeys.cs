using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// The public halves of every key that ever signed anchors or evidence packages: blobs <c>anchors/keys/{keyId}.pem</c>,
/// kept before the first signature, so that old packages can be verified after keys have changed.
/// </summary>
public sealed class PublicKeys
{
    private readonly AnchorBlobs blobs;
    private readonly ISigningKey signing;

    internal PublicKeys(AnchorBlobs blobs, ISigningKey signing)
    {
        this.blobs = blobs;
        this.signing = signing;
    }

    /// <summary>Keeps the present key. To be called before it signs.</summary>
    /// <exception cref="KeyUnavailableException">The key store does not answer.</exception>
    public async Task<PublicSigningKey> KeepAsync(CancellationToken cancellationToken)
    {
        PublicSigningKey key = await signing.GetPublicKeyAsync(cancellationToken);
        await blobs.PutKeyAsync(key, cancellationToken);
        return key;
    }

    /// <summary>All of them as PEM, the present one among them.</summary>
    /// <exception cref="KeyUnavailableException">The key store does not answer.</exception>
    public async Task<string> ReadPemAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(cancellationToken);
        return await blobs.ReadKeysAsync(cancellationToken);
    }
}
