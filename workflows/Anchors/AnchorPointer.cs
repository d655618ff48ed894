namespace Daoban.Workflows.Anchors;

/// <summary>Says where a chain's head stands in one anchor.</summary>
/// <param name="Anchor">The anchor's sequence number.</param>
/// <param name="Leaf">The leaf's text.</param>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Path">Its audit path, from the leaf up, lower-case hex.</param>
internal sealed record AnchorPointer(long Anchor, string Leaf, int Index, IReadOnlyList<string> Path);
