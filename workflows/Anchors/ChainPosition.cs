namespace Daoban.Workflows.Anchors;

/// <summary>Where a chain ends.</summary>
/// <param name="Sequence">Sequence number of its last entry, from 1.</param>
/// <param name="Hash">Hash of its last entry, lower-case hex.</param>
internal sealed record ChainPosition(long Sequence, string Hash);
