using System.Runtime.CompilerServices;

namespace Daoban.Workflows.Anchors;

/// <summary>Finds what proves a chain.</summary>
public sealed class AnchorProofs
{
    private readonly AnchorPointers pointers;
    private readonly AnchorBlobs blobs;

    internal AnchorProofs(AnchorPointers pointers, AnchorBlobs blobs)
    {
        this.pointers = pointers;
        this.blobs = blobs;
    }

    /// <summary>Every anchor that holds the chain, in order. Its cost does not grow with the others.</summary>
    /// <param name="chain">The whole name, such as <c>case/{caseId}</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Storage.UnknownFormatException">A row of a format that this build does not know.</exception>
    public async IAsyncEnumerable<AnchorProof> ForChainAsync(
        string chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AnchorPointer pointer in pointers.ListAsync(chain, cancellationToken))
        {
            string envelope = await blobs.ReadAsync(pointer.Anchor, cancellationToken);
            byte[]? token = await blobs.FindTokenAsync(pointer.Anchor, cancellationToken);
            yield return new AnchorProof(
                pointer.Anchor,
                envelope,
                token is null ? (ReadOnlyMemory<byte>?)null : token,
                pointer.Leaf,
                pointer.Index,
                pointer.Path);
        }
    }
}
