using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Ledger;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Review;

/// <summary>
/// Opens one review task and puts it on the worklist. Safe to run twice: the task id is the idempotency key.
/// </summary>
public sealed class OpenReviewTask(CaseChanges changes, ICatalog catalog, WorkingCalendar calendar, TimeProvider clock)
{
    /// <returns>The task's deadlines, as first computed.</returns>
    [Function(nameof(OpenReviewTask))]
    public Task<ReviewDeadlines> RunAsync(
        [ActivityTrigger] ReviewTaskRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        changes.ApplyAsync(request.CaseId, client, (file, change) => Open(file, change, request), cancellationToken);

    private ReviewDeadlines Open(CaseFile file, CaseChange change, ReviewTaskRequest request)
    {
        CaseRecord record = file.Existing;
        if (!file.Tasks.TryGetValue(request.TaskId, out ReviewTaskRecord? task))
        {
            ReviewRule rule = catalog.GetVersion(record.ItemCode, record.ItemVersion).ReviewLevels
                .Single(level => level.Level == request.Level);
            task = new ReviewTaskRecord(
                request.TaskId,
                request.Level,
                ReviewTaskState.Open,
                request.OpenedAt,
                calendar.After(request.OpenedAt, rule.RemindAfter).At,
                calendar.After(request.OpenedAt, rule.EscalateAfter).At,
                calendar.After(request.OpenedAt, rule.LapseAfter).At);
            change.Put(task);
            change.Put(record.After(CaseMove.OpenReview, clock.GetUtcNow(), task.EscalateAt));
            change.Enter(new(LedgerActions.ReviewOpened, Actor.System, task.TaskId));
            change.Project(task);
        }

        return new ReviewDeadlines(task.RemindAt, task.EscalateAt, task.LapseAt);
    }
}
