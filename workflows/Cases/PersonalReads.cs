using Daoban.Workflows.Alerts;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;

namespace Daoban.Workflows.Cases;

/// <summary>
/// The one way to enter a reading of personal data: into the reader's access chain, marked when the case is not the
/// reader's own, and looked at for alerts.
/// </summary>
public sealed class PersonalReads
{
    private readonly AccessLog log;
    private readonly AccessAlerts alerts;

    internal PersonalReads(AccessLog log, AccessAlerts alerts)
    {
        this.log = log;
        this.alerts = alerts;
    }

    /// <summary>Enters a reading; only then may what was read be shown.</summary>
    /// <param name="file">The case that was read.</param>
    /// <param name="action">The reading: one of <see cref="LedgerActions"/>.</param>
    /// <param name="subject">The field or document.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="cancellationToken">Ends the entry.</param>
    /// <exception cref="LedgerBusyException">The entry was not made, so nothing may be shown.</exception>
    public async Task EnterAsync(
        CaseFile file, string action, string subject, Actor actor, CancellationToken cancellationToken)
    {
        bool isOwn = IsOwn(file, actor.Id);
        LedgerEntry entry = await log.EnterAsync(
            new(action, actor, subject, isOwn ? null : AlertKinds.NotOwnCase, CaseId: file.CaseId), cancellationToken);
        await alerts.OnReadAsync(entry, isOwn);
    }

    /// <summary>Whether somebody took the case in, or holds or decided a review task of it.</summary>
    internal static bool IsOwn(CaseFile file, string actorId) =>
        file.Record?.IntakeClerkId == actorId
        || file.Tasks.Values.Any(task => task.ClaimedBy == actorId)
        || file.Decisions.Values.Any(decision => decision.ReviewerId == actorId);
}
