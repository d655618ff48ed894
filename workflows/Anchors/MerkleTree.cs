using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Anchors;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 over SHA-256: a leaf is SHA-256(00 || entry), a node SHA-256(01 || left ||
/// right), and the left side of a tree of n entries holds the largest power of two below n.
/// </summary>
internal sealed class MerkleTree
{
    // Level 0 holds the leaves, the last one the root. A node without a sibling goes up as it is, which gives the
    // RFC's split without its recursion.
    private readonly List<byte[][]> levels;

    private MerkleTree(List<byte[][]> levels) => this.levels = levels;

    /// <summary>The tree's hash, 32 bytes.</summary>
    public byte[] Root => levels[^1][0];

    /// <param name="entries">At least one text; its UTF-8 bytes are the entry.</param>
    public static MerkleTree Of(IReadOnlyCollection<string> entries)
    {
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count);

        List<byte[][]> levels = [[.. entries.Select(entry => HashLeaf(Encoding.UTF8.GetBytes(entry)))]];
        while (levels[^1].Length > 1)
        {
            levels.Add(Above(levels[^1]));
        }

        return new MerkleTree(levels);
    }

    /// <summary>The audit path of RFC 6962 section 2.1.1 for one leaf, from the leaf up.</summary>
    public IReadOnlyList<byte[]> PathOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, levels[0].Length);

        List<byte[]> path = [];
        int at = index;
        foreach (byte[][] level in levels)
        {
            int sibling = at ^ 1;
            if (sibling < level.Length)
            {
                path.Add(level[sibling]);
            }

            at /= 2;
        }

        return path;
    }

    private static byte[][] Above(byte[][] level)
    {
        byte[][] above = new byte[(level.Length + 1) / 2][];
        for (int i = 0; i < above.Length; i++)
        {
            int right = (2 * i) + 1;
            above[i] = right < level.Length ? HashNode(level[2 * i], level[right]) : level[2 * i];
        }

        return above;
    }

    private static byte[] HashLeaf(byte[] entry) => SHA256.HashData([0, .. entry]);

    private static byte[] HashNode(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
