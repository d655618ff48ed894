using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>A key that does not answer, or signs with another private half than it should.</summary>
internal sealed class FaultyKey(ISigningKey published, bool isWrong) : ISigningKey
{
    private readonly LocalSigningKey other = AnchorWorld.NewKey();

    public Task<PublicSigningKey> GetPublicKeyAsync(CancellationToken cancellationToken) =>
        published.GetPublicKeyAsync(cancellationToken);

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => isWrong
        ? other.SignAsync(data, cancellationToken)
        : throw new KeyUnavailableException("The vault does not answer.");
}
