namespace Daoban.Verify.Manifests;

/// <summary>The last entry of a chain.</summary>
internal sealed record HeadJson(string Chain, long Sequence, string Hash);
