namespace Daoban.Workflows.CaseFiles;

/// <summary>A commit whose effects may be waiting.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CommitId">The commit.</param>
internal sealed record OutboxMark(string CaseId, string CommitId);
