using Daoban.Workflows.Deadlines;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Review;

/// <summary>The review step of a case's orchestration.</summary>
internal static class ReviewOrchestration
{
    /// <summary>Opens the task of one level and waits for its decision, with reminder, escalation and lapse.</summary>
    /// <returns>The decision; null when the deadline passed without one.</returns>
    public static async Task<ReviewDecided?> ReviewAsync(
        this TaskOrchestrationContext context, string caseId, int level, EventWait<ReviewDecided> decisions)
    {
        ReviewTaskRequest task = new(caseId, context.NewGuid().ToString("D"), level, context.CurrentUtcDateTime);
        ReviewDeadlines due = await context.CallActivityAsync<ReviewDeadlines>(
            nameof(OpenReviewTask), task, Retry.CaseFile);
        context.SetCustomStatus(new WaitStatus("review", task.TaskId, due.LapseAt));

        return await context.WaitForAnswerAsync(
            decisions,
            decided => decided.TaskId == task.TaskId,
            [
                new(due.RemindAt, () => context.PassAsync(nameof(RemindReviewers), task)),
                new(due.EscalateAt, () => context.PassAsync(nameof(EscalateReviewTask), task)),
                new(due.LapseAt, () => context.CallActivityAsync<ReviewDecided?>(
                    nameof(LapseReviewTask), task, Retry.CaseFile)),
            ]);
    }

    private static async Task<ReviewDecided?> PassAsync(
        this TaskOrchestrationContext context, string activity, ReviewTaskRequest task)
    {
        await context.CallActivityAsync<bool>(activity, task, Retry.CaseFile);
        return null;
    }
}
