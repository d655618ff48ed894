using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Audit;

/// <summary>A ledger entry that a search found.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">Number of the entry in the case's ledger.</param>
/// <param name="At">Its time.</param>
/// <param name="Action">What happened.</param>
/// <param name="ActorId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Subject">Id it concerns.</param>
/// <param name="StationId">Station that took the case in.</param>
/// <param name="ItemCode">Catalog item of the case.</param>
/// <param name="Verdict">Where a decision was applied.</param>
/// <param name="Stage">Where the case was closed.</param>
public sealed record AuditHit(
    string CaseId,
    long Sequence,
    DateTimeOffset At,
    string Action,
    string ActorId,
    string Role,
    string? Subject,
    string StationId,
    string ItemCode,
    string? Verdict,
    string? Stage)
{
    internal static AuditHit Of(string caseId, AuditIndexEntry entry) => new(
        caseId,
        entry.Sequence,
        entry.At,
        entry.Action,
        entry.ActorId,
        entry.Role,
        entry.Subject,
        entry.StationId,
        entry.ItemCode,
        entry.Verdict,
        entry.Stage);
}
