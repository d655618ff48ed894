namespace Daoban.Workflows.CaseFiles;

/// <summary>A commit whose effects may be waiting.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CommitId">The commit.</param>
/// <param name="Postponements">How often its effects were not final when it came due.</param>
internal sealed record OutboxMark(string CaseId, string CommitId, int Postponements = 0)
{
    /// <summary>When it was first put, as far as its postponements tell; unset while it is not read for that.</summary>
    public DateTimeOffset WaitingSince { get; init; }
}
