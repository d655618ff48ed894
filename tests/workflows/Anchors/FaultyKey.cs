using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>
/// A key that, after some good signatures, does not answer or signs with another private half than it should.
/// </summary>
internal sealed class FaultyKey(ISigningKey published, bool isWrong, int good = 0) : ISigningKey
{
    private readonly LocalSigningKey other = AnchorWorld.NewKey();
    private int left = good;

    public Task<PublicSigningKey> GetPublicKeyAsync(CancellationToken cancellationToken) =>
        published.GetPublicKeyAsync(cancellationToken);

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        left-- > 0 ? published.SignAsync(data, cancellationToken)
        : isWrong ? other.SignAsync(data, cancellationToken)
        : throw new KeyUnavailableException("The vault does not answer.");
}
