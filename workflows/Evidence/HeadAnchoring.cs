using Daoban.Workflows.Anchors;

namespace Daoban.Workflows.Evidence;

/// <summary>Has the head of a chain anchored and stamped now, instead of at the timer's next run.</summary>
internal sealed class HeadAnchoring(AnchorProofs proofs, AnchorWriter writer)
{
    /// <summary>
    /// The anchors that hold the chain. When they do not cover the entry, or the newest has no time stamp, an anchor is
    /// made first; a key or an authority that does not answer leaves it at those that are there.
    /// </summary>
    public async Task<IReadOnlyList<AnchorProof>> CoverAsync(
        string chain, long sequence, CancellationToken cancellationToken)
    {
        IReadOnlyList<AnchorProof> found = await ListAsync(chain, cancellationToken);
        if (found is [.., { Token: not null } newest] && AnchorLeaf.Parse(newest.Leaf).Sequence >= sequence)
        {
            return found;
        }

        await writer.AnchorAsync(cancellationToken);
        return await ListAsync(chain, cancellationToken);
    }

    private async Task<IReadOnlyList<AnchorProof>> ListAsync(string chain, CancellationToken cancellationToken)
    {
        List<AnchorProof> found = [];
        await foreach (AnchorProof proof in proofs.ForChainAsync(chain, cancellationToken))
        {
            found.Add(proof);
        }

        return found;
    }
}
