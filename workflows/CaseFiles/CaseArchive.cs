namespace Daoban.Workflows.CaseFiles;

/// <summary>The archive package of a closed case.</summary>
/// <param name="Sha256">SHA-256 of the package, lower-case hex.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="ArchivedAt">UTC instant.</param>
public sealed record CaseArchive(string Sha256, long Length, DateTimeOffset ArchivedAt);
