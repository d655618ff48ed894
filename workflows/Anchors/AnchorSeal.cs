using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// Makes one anchor of heads: leaves, signed anchor, pointers. Each step can be repeated after a kill, and of two
/// processes that write the same anchor one wins and the other finds it.
/// </summary>
internal sealed class AnchorSeal(AnchorBlobs blobs, AnchorPointers pointers, ISigningKey signing, TimeProvider clock)
{
    /// <summary>Makes sure that an anchor is there, of these leaves unless it has others already.</summary>
    /// <param name="anchor">Its sequence number; the one before is there.</param>
    /// <param name="wanted">The leaves to anchor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The leaves that it holds.</returns>
    /// <exception cref="KeyUnavailableException">It cannot be signed now. Nothing is lost.</exception>
    /// <exception cref="InvalidDataException">What stands there does not fit together.</exception>
    public async Task<LeafList> MakeAsync(long anchor, LeafList wanted, CancellationToken cancellationToken)
    {
        // What a killed process left here is sealed as it is: a blob is never written twice.
        LeafList leaves = await blobs.PutLeavesAsync(anchor, wanted, cancellationToken);
        var tree = MerkleTree.Of(leaves.Lines);
        string previous = await PreviousHashAsync(anchor, cancellationToken);
        SignedEnvelope envelope = await SignAsync(anchor, leaves, tree, previous, cancellationToken);
        SignedEnvelope standing = await blobs.PutAsync(anchor, envelope, cancellationToken);
        Require(anchor, standing, tree, previous);
        await pointers.PutAsync(anchor, leaves, tree, cancellationToken);
        return leaves;
    }

    /// <summary>Makes up the pointers to an anchor that is there.</summary>
    /// <returns>The leaves that it holds.</returns>
    /// <exception cref="InvalidDataException">What stands there does not fit together.</exception>
    public async Task<LeafList> PointAsync(long anchor, CancellationToken cancellationToken)
    {
        LeafList leaves = await blobs.ReadLeavesAsync(anchor, cancellationToken);
        var tree = MerkleTree.Of(leaves.Lines);
        var standing = SignedEnvelope.Parse(await blobs.ReadAsync(anchor, cancellationToken));
        Require(anchor, standing, tree, await PreviousHashAsync(anchor, cancellationToken));
        await pointers.PutAsync(anchor, leaves, tree, cancellationToken);
        return leaves;
    }

    private static void Require(long anchor, SignedEnvelope standing, MerkleTree tree, string previous)
    {
        var text = AnchorText.Parse(standing.Text);
        if (text.Sequence != anchor
            || text.Root != Convert.ToHexStringLower(tree.Root)
            || text.PreviousHash != previous)
        {
            throw new InvalidDataException($"Anchor {anchor} does not fit its leaves or the anchor before it.");
        }
    }

    private async Task<string> PreviousHashAsync(long anchor, CancellationToken cancellationToken) => anchor == 1
        ? AnchorText.Genesis
        : SignedEnvelope.Parse(await blobs.ReadAsync(anchor - 1, cancellationToken)).TextHash();

    private async Task<SignedEnvelope> SignAsync(
        long anchor, LeafList leaves, MerkleTree tree, string previous, CancellationToken cancellationToken)
    {
        // The leaves may be of another machine, whose clock is ahead.
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = leaves.ReadAt > now ? leaves.ReadAt : now;
        PublicSigningKey key = await signing.GetPublicKeyAsync(cancellationToken);
        await blobs.PutKeyAsync(key, cancellationToken);
        AnchorText text = new(
            AnchorText.KnownFormat,
            anchor,
            AnchorText.Format7(leaves.ReadAt),
            AnchorText.Format7(at),
            key.KeyId,
            leaves.Lines.Count,
            Convert.ToHexStringLower(tree.Root),
            previous);
        return await SignedEnvelope.SignAsync(signing, text.ToJson(), cancellationToken);
    }
}
