namespace Daoban.Verify.Anchors;

/// <summary>A leaf of an anchor's tree: the head of a chain.</summary>
internal sealed record LeafJson(string Chain, long Sequence, string Hash);
