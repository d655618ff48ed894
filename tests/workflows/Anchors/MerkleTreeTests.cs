using System.Text;
using Daoban.Workflows.Anchors;

namespace Daoban.Workflows.Tests.Anchors;

public sealed class MerkleTreeTests
{
    private const int LargestSize = 70;

    // Entries that are text, of the reference test data of Certificate Transparency, with the root of each size.
    private static readonly string[] Entries = ["", "\0", "\u0010", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Root_ReferenceEntries_IsThePublishedOne(int size) =>
        Assert.Equal(Roots[size - 1], Convert.ToHexStringLower(MerkleTree.Of(Entries[..size]).Root));

    [Fact]
    public void Path_RfcExample_IsAsPrinted()
    {
        // RFC 6962 section 2.1.3: the audit path for d0 of seven is [b, h, l], for d3 [c, g, l], for d6 [i, k].
        var tree = MerkleTree.Of(Entries[..7]);
        byte[][] entries = Bytes(Entries[..7]);
        byte[] b = NaiveMerkle.Hash(entries[1..2]);
        byte[] c = NaiveMerkle.Hash(entries[2..3]);
        byte[] g = NaiveMerkle.Hash(entries[..2]);
        byte[] h = NaiveMerkle.Hash(entries[2..4]);
        byte[] i = NaiveMerkle.Hash(entries[4..6]);
        byte[] k = NaiveMerkle.Hash(entries[..4]);
        byte[] l = NaiveMerkle.Hash(entries[4..7]);

        Assert.Equal([b, h, l], tree.PathOf(0));
        Assert.Equal([c, g, l], tree.PathOf(3));
        Assert.Equal([i, k], tree.PathOf(6));
    }

    [Fact]
    public void RootAndPaths_EverySizeAndPlace_AreThoseOfTheDefinition()
    {
        for (int size = 1; size <= LargestSize; size++)
        {
            string[] entries = [.. Enumerable.Range(0, size).Select(number => $"{size}/{number}")];
            byte[][] bytes = Bytes(entries);
            var tree = MerkleTree.Of(entries);
            Assert.Equal(NaiveMerkle.Hash(bytes), tree.Root);
            for (int index = 0; index < size; index++)
            {
                IReadOnlyList<byte[]> path = tree.PathOf(index);
                Assert.Equal(NaiveMerkle.Path(index, bytes), path);
                Assert.True(NaiveMerkle.Verifies(entries[index], index, size, path, tree.Root));
            }
        }
    }

    [Fact]
    public void Path_OtherEntryPlaceOrPath_DoesNotVerify()
    {
        string[] entries = [.. Enumerable.Range(0, 11).Select(number => $"{number}")];
        var tree = MerkleTree.Of(entries);
        for (int index = 0; index < entries.Length; index++)
        {
            IReadOnlyList<byte[]> path = tree.PathOf(index);
            Assert.False(NaiveMerkle.Verifies("x", index, 11, path, tree.Root));
            Assert.False(NaiveMerkle.Verifies(entries[index], (index + 1) % 11, 11, path, tree.Root));
            Assert.False(NaiveMerkle.Verifies(entries[index], index, 11, path.Skip(1), tree.Root));
        }
    }

    [Fact]
    public void Of_NoEntries_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Of([]));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void PathOf_NoSuchPlace_IsRefused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Of(["a", "b", "c"]).PathOf(index));

    private static byte[][] Bytes(string[] entries) => [.. entries.Select(Encoding.UTF8.GetBytes)];
}
