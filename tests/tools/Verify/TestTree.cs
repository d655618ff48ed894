using System.Security.Cryptography;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Merkle trees as RFC 6962 section 2.1 defines them, recursively.</summary>
internal static class TestTree
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 1)
        {
            return SHA256.HashData([0x00, .. leaves[0]]);
        }

        int left = Split(leaves.Count);
        return SHA256.HashData([0x01, .. Root([.. leaves.Take(left)]), .. Root([.. leaves.Skip(left)])]);
    }

    public static IReadOnlyList<byte[]> Path(int index, IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 1)
        {
            return [];
        }

        int left = Split(leaves.Count);
        return index < left
            ? [.. Path(index, [.. leaves.Take(left)]), Root([.. leaves.Skip(left)])]
            : [.. Path(index - left, [.. leaves.Skip(left)]), Root([.. leaves.Take(left)])];
    }

    // The largest power of two below the count.
    private static int Split(int count)
    {
        int power = 1;
        while (power * 2 < count)
        {
            power *= 2;
        }

        return power;
    }
}
