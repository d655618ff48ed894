namespace Daoban.Verify.Anchors;

/// <summary>The signed text of an anchor.</summary>
internal sealed record AnchorJson(
    string Format,
    long Sequence,
    string ReadAt,
    string At,
    string KeyId,
    long Leaves,
    string Root,
    string PreviousHash);
