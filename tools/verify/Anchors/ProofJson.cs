namespace Daoban.Verify.Anchors;

/// <summary>That a leaf is in an anchor's tree.</summary>
internal sealed record ProofJson(long Anchor, string Leaf, long Index, IReadOnlyList<string?> Path);
