using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>
/// Ends a rights request whose last day passed, unless it was decided before: then that counts, even if its event has
/// not arrived. Safe to run twice.
/// </summary>
public sealed class LapseRightsRequest(CaseChanges changes)
{
    /// <returns>The decision; null when the request lapsed.</returns>
    [Function(nameof(LapseRightsRequest))]
    public Task<RightsDecided?> RunAsync(
        [ActivityTrigger] RightsStart start,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(start.CaseId, client, (file, change) => Lapse(file, change, start), cancellationToken);

    private static RightsDecided? Lapse(CaseFile file, CaseChange change, RightsStart start)
    {
        RightsRequestRecord request = file.Requests[start.RequestId];
        if (request.State is RightsState.Approved or RightsState.Refused)
        {
            return new RightsDecided(
                request.RequestId, request.State is RightsState.Approved ? Verdict.Approved : Verdict.Rejected);
        }

        if (request.State is RightsState.Open)
        {
            change.PutAndProject(request with { State = RightsState.Lapsed });
            change.Enter(new(LedgerActions.RightsLapsed, Actor.System, request.RequestId));
        }

        return null;
    }
}
