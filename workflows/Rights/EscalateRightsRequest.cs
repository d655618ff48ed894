using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>Marks a rights request as overdue; clerk and supervisor see it. Safe to run twice.</summary>
public sealed class EscalateRightsRequest(CaseChanges changes, TimeProvider clock)
{
    /// <returns>Whether the request still waited.</returns>
    [Function(nameof(EscalateRightsRequest))]
    public Task<bool> RunAsync(
        [ActivityTrigger] RightsStart start,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(start.CaseId, client, (file, change) => Escalate(file, change, start), cancellationToken);

    private bool Escalate(CaseFile file, CaseChange change, RightsStart start)
    {
        RightsRequestRecord request = file.Requests[start.RequestId];
        if (request is { State: RightsState.Open, OverdueAt: null })
        {
            change.PutAndProject(request with { OverdueAt = clock.GetUtcNow() });
            change.Enter(new(LedgerActions.RightsOverdue, Actor.System, request.RequestId));
        }

        return request.State is RightsState.Open;
    }
}
