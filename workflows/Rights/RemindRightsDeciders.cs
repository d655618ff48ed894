using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Rights;

/// <summary>Marks a rights request as reminded. Safe to run twice.</summary>
public sealed class RemindRightsDeciders(CaseChanges changes, TimeProvider clock)
{
    /// <returns>Whether the request still waited.</returns>
    [Function(nameof(RemindRightsDeciders))]
    public Task<bool> RunAsync(
        [ActivityTrigger] RightsStart start,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(start.CaseId, client, (file, change) => Remind(file, change, start), cancellationToken);

    private bool Remind(CaseFile file, CaseChange change, RightsStart start)
    {
        RightsRequestRecord request = file.Requests[start.RequestId];
        if (request is { State: RightsState.Open, RemindedAt: null })
        {
            change.PutAndProject(request with { RemindedAt = clock.GetUtcNow() });
            change.Enter(new(LedgerActions.RightsReminded, Actor.System, request.RequestId));
        }

        return request.State is RightsState.Open;
    }
}
