namespace Daoban.Workflows.Anchors;

/// <summary>What proves a chain's head at one anchor, as the evidence package holds it.</summary>
/// <param name="Anchor">The anchor's sequence number.</param>
/// <param name="Envelope">The signed anchor, the exact JSON.</param>
/// <param name="Token">DER of its RFC 3161 time stamp over the signature's SHA-256; null while it has none.</param>
/// <param name="Leaf">The text of the chain's leaf.</param>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Path">The leaf's audit path (RFC 6962 section 2.1.1), from the leaf up, lower-case hex.</param>
public sealed record AnchorProof(
    long Anchor, string Envelope, ReadOnlyMemory<byte>? Token, string Leaf, int Index, IReadOnlyList<string> Path);
