using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>Marks a review task as reminded; the worklist shows it. Safe to run twice.</summary>
public sealed class RemindReviewers(CaseChanges changes, TimeProvider clock)
{
    /// <returns>Whether the task still waited.</returns>
    [Function(nameof(RemindReviewers))]
    public Task<bool> RunAsync(
        [ActivityTrigger] ReviewTaskRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(request.CaseId, client, (file, change) => Remind(file, change, request), cancellationToken);

    private bool Remind(CaseFile file, CaseChange change, ReviewTaskRequest request)
    {
        ReviewTaskRecord task = file.Tasks[request.TaskId];
        if (task is { IsLive: true, RemindedAt: null })
        {
            ReviewTaskRecord reminded = task with { RemindedAt = clock.GetUtcNow() };
            change.Put(reminded);
            change.Enter(new(LedgerActions.ReviewReminded, Actor.System, task.TaskId));
            change.Project(reminded);
        }

        return task.IsLive;
    }
}
