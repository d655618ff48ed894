namespace Daoban.Workflows.Anchors;

/// <summary>The leaves of one anchor.</summary>
/// <param name="Lines">Their texts in ordinal order of their chains; exactly what is stored.</param>
/// <param name="ReadAt">When the first of these heads was read, at the latest.</param>
internal sealed record LeafList(IReadOnlyList<string> Lines, DateTimeOffset ReadAt)
{
    public static LeafList Of(IEnumerable<AnchorLeaf> leaves, DateTimeOffset readAt) =>
        new([.. leaves.OrderBy(leaf => leaf.Chain, StringComparer.Ordinal).Select(leaf => leaf.ToText())], readAt);
}
