namespace Daoban.Verify.Manifests;

/// <summary>One file that the manifest covers.</summary>
internal sealed record EntryJson(string Path, long Length, string Sha256);
