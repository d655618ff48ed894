using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>
/// The definitions as the standards write them: hash and path recursively (RFC 6962 section 2.1), the check of a path
/// with two counters (RFC 9162 section 2.1.3.2).
/// </summary>
internal static class NaiveMerkle
{
    public static byte[] Hash(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 1)
        {
            return SHA256.HashData([0, .. entries[0]]);
        }

        int split = Split(entries.Count);
        return Node(Hash([.. entries.Take(split)]), Hash([.. entries.Skip(split)]));
    }

    public static byte[][] Path(int index, IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 1)
        {
            return [];
        }

        int split = Split(entries.Count);
        byte[][] left = [.. entries.Take(split)];
        byte[][] right = [.. entries.Skip(split)];
        return index < split
            ? [.. Path(index, left), Hash(right)]
            : [.. Path(index - split, right), Hash(left)];
    }

    public static bool Verifies(string entry, int index, int size, IEnumerable<byte[]> path, byte[] root)
    {
        int at = index;
        int last = size - 1;
        byte[] hash = SHA256.HashData([0, .. Encoding.UTF8.GetBytes(entry)]);
        foreach (byte[] sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if (at % 2 == 1 || at == last)
            {
                hash = Node(sibling, hash);
                while (at % 2 == 0 && at != 0)
                {
                    at >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = Node(hash, sibling);
            }

            at >>= 1;
            last >>= 1;
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    // The largest power of two below the count.
    private static int Split(int count)
    {
        int split = 1;
        while (split * 2 < count)
        {
            split *= 2;
        }

        return split;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
