using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Privacy;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>
/// Does what was decided of a rights request. Safe to run twice: a request that has an outcome keeps it, and a deletion
/// that was cut off is finished.
/// </summary>
public sealed class RightsExecution
{
    /// <summary>How long a copy may be read.</summary>
    public static TimeSpan CopyReadable { get; } = TimeSpan.FromHours(24);

    private readonly CaseChanges changes;
    private readonly DataDeletion deletion;
    private readonly ResidentProtection protection;
    private readonly IEnumerable<IPersonalProjection> projections;
    private readonly IDataRegister register;
    private readonly TimeProvider clock;

    internal RightsExecution(
        CaseChanges changes,
        DataDeletion deletion,
        ResidentProtection protection,
        IEnumerable<IPersonalProjection> projections,
        IDataRegister register,
        TimeProvider clock)
    {
        this.changes = changes;
        this.deletion = deletion;
        this.protection = protection;
        this.projections = projections;
        this.register = register;
        this.clock = clock;
    }

    /// <returns>What was done.</returns>
    public async Task<RightsOutcome> CarryOutAsync(
        RightsStart start, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // A change that changes nothing: effects that were left behind go out before projections forget.
        CaseFile found = await changes.ApplyAsync(start.CaseId, client, (file, _) => file, cancellationToken);
        RightsRequestRecord request = found.Requests[start.RequestId];
        if (request is { State: RightsState.Approved, Outcome: null, Field: "idNumber" })
        {
            // The case must not be found by the number that was wrong; what follows is found by the right one.
            foreach (IPersonalProjection projection in projections)
            {
                await projection.ForgetAsync(found, cancellationToken);
            }
        }

        string? obstacle = request is { Kind: RightsKind.Delete, State: RightsState.Approved }
            && request.Outcome is null or RightsOutcomes.Deleted
            ? await deletion.DeleteAsync(
                start.CaseId, Actor.System, DeletionReasons.ResidentRequest, client, cancellationToken)
            : null;
        return await changes.ApplyAsync(
            start.CaseId, client, (file, change) => CarryOut(file, change, start, obstacle), cancellationToken);
    }

    private RightsOutcome CarryOut(CaseFile file, CaseChange change, RightsStart start, string? obstacle)
    {
        RightsRequestRecord request = file.Requests[start.RequestId];
        if (request.Outcome is { } known)
        {
            return new RightsOutcome(known, request.OutcomeReason);
        }

        CaseRecord record = file.Existing;
        RightsOutcome outcome = (request.State, request.Kind) switch
        {
            (RightsState.Refused, _) => new(RightsOutcomes.Nothing, request.DecisionReasonCode),

            // Deleted by another request or by its period before this one was carried out.
            (_, not RightsKind.Delete) when record.DataState is DataState.Deleted =>
                new(RightsOutcomes.Nothing, record.DataReason),
            (RightsState.Approved, RightsKind.Copy) => new(RightsOutcomes.CopyReleased, null),
            (RightsState.Approved, RightsKind.Correct) => new(RightsOutcomes.Corrected, null),
            (RightsState.Approved, RightsKind.Restrict) =>
                new(RightsOutcomes.Restricted, DeletionReasons.ResidentRequest),
            (RightsState.Approved, RightsKind.Delete) when obstacle is null => new(RightsOutcomes.Deleted, null),
            (RightsState.Approved, RightsKind.Delete) => new(RightsOutcomes.Restricted, obstacle),
            (RightsState.Lapsed, RightsKind.Delete or RightsKind.Restrict) =>
                new(RightsOutcomes.Restricted, DeletionReasons.NotDecidedInTime),
            _ => new(RightsOutcomes.Nothing, DeletionReasons.NotDecidedInTime),
        };
        Apply(file, change, request, outcome);
        change.Enter(new(
            LedgerActions.RightsCarriedOut, Actor.System, request.RequestId, outcome.Outcome, outcome.ReasonCode));
        if (record.ClosedAt is not null)
        {
            // This orchestration, too, leaves the engine one day.
            change.StartRetention(file.CaseId, RetentionClasses.ProcessHistory, register, clock.GetUtcNow());
        }

        return outcome;
    }

    private void Apply(CaseFile file, CaseChange change, RightsRequestRecord request, RightsOutcome outcome)
    {
        CaseRecord record = file.Existing;
        change.Put(request with
        {
            ProtectedNewValue = null,
            Outcome = outcome.Outcome,
            OutcomeReason = outcome.ReasonCode,
            CopyUntil = outcome.Outcome == RightsOutcomes.CopyReleased ? clock.GetUtcNow() + CopyReadable : null,
        });
        switch (outcome.Outcome)
        {
            case RightsOutcomes.Corrected:
                string content = Corrections.Reveal(file, request);
                change.Put(record with
                {
                    Resident = protection.Correct(file, record.Resident, request.Field!, content),
                });
                break;
            case RightsOutcomes.Restricted when record.DataState is DataState.Active:
                change.Put(record with { DataState = DataState.Restricted, DataReason = outcome.ReasonCode });
                break;
            default:
                break;
        }
    }
}
