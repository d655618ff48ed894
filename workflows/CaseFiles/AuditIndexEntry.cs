using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.CaseFiles;

/// <summary>
/// What auditors find a ledger entry by. Every change records one as an effect with its commit, so that no capability
/// can forget it. Ids, codes and a keyed hash only.
/// </summary>
/// <param name="Sequence">Number of the entry in the case's ledger.</param>
/// <param name="At">Its time.</param>
/// <param name="ActorId">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Action">One of <see cref="LedgerActions"/>.</param>
/// <param name="Subject">Id it concerns.</param>
/// <param name="Person">Keyed hash of the resident's ID number; null once the personal data are deleted.</param>
/// <param name="StationId">Station that took the case in.</param>
/// <param name="ItemCode">Catalog item of the case.</param>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>, where a decision was applied.</param>
/// <param name="Stage"><c>completed</c>, <c>rejected</c> or <c>lapsed</c>, where the case was closed.</param>
public sealed record AuditIndexEntry(
    long Sequence,
    DateTimeOffset At,
    string ActorId,
    string Role,
    string Action,
    string? Subject,
    string? Person,
    string StationId,
    string ItemCode,
    string? Verdict,
    string? Stage)
{
    /// <summary>Kind of the outbox items that hold one.</summary>
    internal const string EffectKind = "audit-index";

    /// <summary>The entry as auditors find it; null when it is not to be found on its own.</summary>
    internal static AuditIndexEntry? Of(CaseRecord? record, LedgerEntry entry) =>
        record is null || !AuditIndexRules.IsIndexed(entry.Action) ? null : new(
            entry.Sequence,
            entry.At,
            entry.ActorId,
            entry.Role,
            entry.Action,
            entry.Subject,
            record.Resident.IdNumberHash is { Length: > 0 } person ? person : null,
            record.StationId,
            record.ItemCode,
            entry.Action is LedgerActions.DecisionApplied ? entry.Outcome?.ToLowerInvariant() : null,
            entry.Action is LedgerActions.CaseClosed ? entry.Outcome?.ToLowerInvariant() : null);
}
