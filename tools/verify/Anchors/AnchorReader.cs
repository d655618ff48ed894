using System.Security.Cryptography.X509Certificates;
using System.Text;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;
using Daoban.Verify.Signatures;

namespace Daoban.Verify.Anchors;

/// <summary>Reads the anchors of a package: signature, place of the chain in the tree, time stamp.</summary>
/// <param name="package">The package.</param>
/// <param name="manifest">Its manifest.</param>
/// <param name="keys">The keys that the user trusts.</param>
/// <param name="authorities">Certificates of time-stamping authorities; empty when any is taken.</param>
internal sealed class AnchorReader(
    Package package, Manifest manifest, KeyRing keys, X509Certificate2Collection authorities)
{
    private const string Format = "anchor/1";

    /// <summary>Reads all of them, in their order.</summary>
    public Broken? ReadAll(out IReadOnlyList<Anchor> anchors)
    {
        List<Anchor> found = [];
        anchors = found;
        HashSet<string> expected = [];
        foreach (EntryJson entry in manifest.Entries)
        {
            if (PackagePaths.IsAnchor(entry.Path, out long number))
            {
                if ((Read(number, out Anchor? anchor) ?? Follow(found.LastOrDefault(), anchor!)) is { } broken)
                {
                    return broken;
                }

                found.Add(anchor!);
                expected.UnionWith(
                    [entry.Path, Anchor.PathOf(number, "proof.json"), Anchor.PathOf(number, "tsr")]);
            }
        }

        if (manifest.Entries.FirstOrDefault(entry => entry.Path.StartsWith("anchors/", StringComparison.Ordinal)
            && !expected.Contains(entry.Path)) is { } stray)
        {
            return new Broken(stray.Path, null, "没有与之对应的锚点。", "There is no anchor that it belongs to.");
        }

        return found.Any(anchor => anchor.Stamp is not null)
            ? null
            : new Broken(
                null,
                null,
                "包内没有带时间戳的锚点：无法证明台账在何时已经存在。",
                "It holds no anchor with a time stamp: nothing proves by when the ledger existed.");
    }

    private Broken? Read(long number, out Anchor? anchor)
    {
        anchor = null;
        string path = Anchor.PathOf(number, "json");
        package.TryFind(path, out PackageFile? file);
        if (SignedText.Read(file!, out SignedText? signed) is { } unsound)
        {
            return unsound;
        }

        byte[] text = Encoding.UTF8.GetBytes(signed.Text);
        if (!StrictJson.TryRead(text, out AnchorJson? json)
            || json.Format != Format
            || json.Sequence != number
            || !Instants.TryParse(json.ReadAt, out DateTimeOffset readAt)
            || !Instants.TryParse(json.At, out DateTimeOffset at)
            || at < readAt
            || json.Leaves < 1
            || !Hex.IsHash(json.Root)
            || !Hex.IsHash(json.PreviousHash))
        {
            return new Broken(
                path, null, $"内容不是第 {number} 号 {Format} 锚点。", $"Its text is not that of {Format} number {number}.");
        }

        if (signed.Check(keys, json.KeyId) is { } forged)
        {
            return forged;
        }

        if (ReadProof(json, out LeafJson? leaf) is { } unproven)
        {
            return unproven;
        }

        TimeStamp? stamp = null;
        if (package.TryFind(Anchor.PathOf(number, "tsr"), out PackageFile? token)
            && (TimeStamp.Read(token, signed.Signature, authorities, out stamp) ?? CheckTime(token, at, stamp!)) is
            { } misfit)
        {
            return misfit;
        }

        anchor = new Anchor(
            number, json.KeyId, readAt, at, json.PreviousHash, Hex.Sha256(text), leaf!.Sequence, leaf.Hash, stamp);
        return null;
    }

    private Broken? ReadProof(AnchorJson anchor, out LeafJson? leaf)
    {
        leaf = null;
        string path = Anchor.PathOf(anchor.Sequence, "proof.json");
        if (!package.TryFind(path, out PackageFile? file))
        {
            return new Broken(path, null, "锚点缺少证明。", "The anchor has no proof.");
        }

        if (!StrictJson.TryRead(file.Content.Span, out ProofJson? proof)
            || proof.Anchor != anchor.Sequence
            || proof.Index < 0
            || proof.Index >= anchor.Leaves
            || proof.Path.Count > MerkleTree.LongestPath
            || !proof.Path.All(hash => hash is not null && Hex.IsHash(hash)))
        {
            return new Broken(
                path,
                null,
                $"不是锚点 {anchor.Sequence} 的证明。",
                $"This is not the form of a proof for anchor {anchor.Sequence}.");
        }

        byte[] text = Encoding.UTF8.GetBytes(proof.Leaf);
        byte[]? root = MerkleTree.RootOf(
            text, proof.Index, anchor.Leaves, proof.Path.Select(hash => Convert.FromHexString(hash!)));
        if (root is null || Convert.ToHexStringLower(root) != anchor.Root)
        {
            return new Broken(
                path,
                null,
                $"证明算不出锚点 {anchor.Sequence} 的根 {anchor.Root}。",
                $"The proof does not lead to the root of anchor {anchor.Sequence}, {anchor.Root}.");
        }

        return StrictJson.TryRead(text, out leaf)
            && leaf.Chain == manifest.Chain
            && leaf.Sequence is >= 1 and <= int.MaxValue
            && Hex.IsHash(leaf.Hash)
            ? null
            : new Broken(
                path, null, $"被证明的不是链 {manifest.Chain}。", $"What is proven is not the chain {manifest.Chain}.");
    }

    private static Broken? CheckTime(PackageFile token, DateTimeOffset signedAt, TimeStamp stamp) =>
        stamp.At >= signedAt - Instants.Tolerance
            ? null
            : new Broken(
                token.Path,
                null,
                $"时间戳（{Instants.InUtc(stamp.At)}）早于锚点自称的签名时间（{Instants.InUtc(signedAt)}）。",
                $"The time stamp ({Instants.InUtc(stamp.At)}) is before the time at which the anchor says it was "
                + $"signed ({Instants.InUtc(signedAt)}).");

    private static Broken? Follow(Anchor? before, Anchor anchor)
    {
        string path = Anchor.PathOf(anchor.Number, "json");
        if (before is null)
        {
            return null;
        }

        if (before.Number + 1 == anchor.Number && anchor.PreviousHash != before.TextHash)
        {
            return new Broken(
                path,
                null,
                $"与前一锚点不相连：应为 {before.TextHash}，实为 {anchor.PreviousHash}。",
                $"It does not follow anchor {before.Number}: expected {before.TextHash}, found {anchor.PreviousHash}.");
        }

        return anchor.Sequence < before.Sequence || anchor.ReadAt < before.ReadAt - Instants.Tolerance
            ? new Broken(
                path,
                null,
                $"此锚点中的台账（第 {anchor.Sequence} 条）或时间早于锚点 {before.Number}（第 {before.Sequence} 条）。",
                $"Its head of the chain ({anchor.Sequence}) or its time is before that of anchor {before.Number} "
                + $"({before.Sequence}).")
            : null;
    }
}
