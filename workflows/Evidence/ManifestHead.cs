namespace Daoban.Workflows.Evidence;

/// <summary>The last entry of a chain.</summary>
internal sealed record ManifestHead(string Chain, long Sequence, string Hash);
