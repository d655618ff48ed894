using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>
/// Ends a review task whose deadline passed, unless a decision was applied before: then that decision counts, even if
/// its event has not arrived. Safe to run twice.
/// </summary>
public sealed class LapseReviewTask(CaseChanges changes)
{
    /// <returns>The applied decision; null when the task lapsed.</returns>
    [Function(nameof(LapseReviewTask))]
    public Task<ReviewDecided?> RunAsync(
        [ActivityTrigger] ReviewTaskRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(request.CaseId, client, (file, change) => Lapse(file, change, request), cancellationToken);

    private static ReviewDecided? Lapse(CaseFile file, CaseChange change, ReviewTaskRequest request)
    {
        ReviewTaskRecord task = file.Tasks[request.TaskId];
        if (task.DecisionId is { } decisionId)
        {
            return ReviewChanges.Decided(file.Decisions[decisionId]);
        }

        if (task.IsLive)
        {
            ReviewTaskRecord lapsed = task with { State = ReviewTaskState.Lapsed };
            change.Put(lapsed);
            change.Enter(new(LedgerActions.ReviewLapsed, Actor.System, task.TaskId));
            change.Project(lapsed);
        }

        return null;
    }
}
