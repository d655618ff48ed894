using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>Legal holds: while one stands, nothing of the case is deleted (rules R13.4).</summary>
public sealed class LegalHolds
{
    private static readonly string[] Reasons = ["court", "audit", "complaint"];

    private readonly CaseChanges changes;
    private readonly TimeProvider clock;

    internal LegalHolds(CaseChanges changes, TimeProvider clock)
    {
        this.changes = changes;
        this.clock = clock;
    }

    /// <summary>Sets or takes off the hold. Repeating it changes nothing.</summary>
    /// <returns>How it stands; <c>reason-required</c>, or <c>data-deleted</c> when it comes too late.</returns>
    public async Task<Attempt<LegalHoldView>> SetAsync(
        string caseId,
        LegalHoldData data,
        Actor actor,
        DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Reasons.Contains(data.ReasonCode)
            ? await changes.ApplyAsync(
                caseId, client, (file, change) => Set(file, change, data, actor), cancellationToken)
            : new Problem(ProblemCodes.ReasonRequired, "reasonCode");

    private Attempt<LegalHoldView> Set(CaseFile file, CaseChange change, LegalHoldData data, Actor actor)
    {
        CaseRecord record = file.Existing;
        if (data.Hold && record.DataState is DataState.Deleted)
        {
            return MaskingPolicy.DataProblemOf(record)!;
        }

        if (data.Hold != record.Hold is not null)
        {
            record = record with
            {
                Hold = data.Hold ? new LegalHold(data.ReasonCode, actor.Id, clock.GetUtcNow()) : null,
            };
            change.Put(record);
            change.Enter(new(
                data.Hold ? LedgerActions.LegalHoldSet : LedgerActions.LegalHoldReleased,
                actor,
                file.CaseId,
                Reason: data.ReasonCode));
        }

        return new LegalHoldView(file.CaseId, record.Hold is not null, record.Hold?.ReasonCode, record.Hold?.SetAt);
    }
}
