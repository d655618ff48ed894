namespace Daoban.Workflows.Evidence;

/// <summary>One file that a manifest covers.</summary>
internal sealed record ManifestEntry(string Path, long Length, string Sha256);
