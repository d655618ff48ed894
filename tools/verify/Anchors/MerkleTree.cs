using System.Security.Cryptography;

namespace Daoban.Verify.Anchors;

/// <summary>Audit paths of RFC 6962 section 2.1.1, checked as in RFC 9162 section 2.1.3.2.</summary>
internal static class MerkleTree
{
    /// <summary>Longest path: a tree has at most 2^62 leaves.</summary>
    public const int LongestPath = 62;

    /// <param name="leaf">The leaf's bytes.</param>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="size">Leaves of the tree, more than <paramref name="index"/>.</param>
    /// <param name="path">Hashes beside the way to the root, from the leaf up.</param>
    /// <returns>The root that follows; null when the path does not fit a tree of this size.</returns>
    public static byte[]? RootOf(ReadOnlySpan<byte> leaf, long index, long size, IEnumerable<byte[]> path)
    {
        long at = index;
        long last = size - 1;
        byte[] hash = SHA256.HashData([0x00, .. leaf]);
        foreach (byte[] beside in path)
        {
            if (last == 0)
            {
                return null;
            }

            if (at % 2 == 1 || at == last)
            {
                hash = SHA256.HashData([0x01, .. beside, .. hash]);
                while (at % 2 == 0 && at != 0)
                {
                    at /= 2;
                    last /= 2;
                }
            }
            else
            {
                hash = SHA256.HashData([0x01, .. hash, .. beside]);
            }

            at /= 2;
            last /= 2;
        }

        return last == 0 ? hash : null;
    }
}
