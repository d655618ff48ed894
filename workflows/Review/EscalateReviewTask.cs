using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>Marks a review task as overdue; worklist and supervisors see it. Safe to run twice.</summary>
public sealed class EscalateReviewTask(CaseChanges changes, TimeProvider clock)
{
    /// <returns>Whether the task still waited.</returns>
    [Function(nameof(EscalateReviewTask))]
    public Task<bool> RunAsync(
        [ActivityTrigger] ReviewTaskRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(
            request.CaseId, client, (file, change) => Escalate(file, change, request), cancellationToken);

    private bool Escalate(CaseFile file, CaseChange change, ReviewTaskRequest request)
    {
        ReviewTaskRecord task = file.Tasks[request.TaskId];
        if (task is { IsLive: true, EscalatedAt: null })
        {
            ReviewTaskRecord escalated = task with { EscalatedAt = clock.GetUtcNow() };
            change.Put(escalated);
            change.Enter(new(LedgerActions.ReviewEscalated, Actor.System, task.TaskId));
            change.Project(escalated);
        }

        return task.IsLive;
    }
}
