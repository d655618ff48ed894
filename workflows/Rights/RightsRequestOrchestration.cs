using Daoban.Workflows.Deadlines;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Rights;

/// <summary>The waiting step of a rights request's orchestration.</summary>
internal static class RightsRequestOrchestration
{
    /// <summary>Waits for the decision, with reminder, escalation and lapse.</summary>
    /// <returns>The decision; null when the last day passed without one.</returns>
    public static async Task<RightsDecided?> AwaitRightsDecisionAsync(
        this TaskOrchestrationContext context, RightsStart start)
    {
        context.SetCustomStatus(new WaitStatus("rights", start.RequestId, start.LapseAt));
        return await context.WaitForAnswerAsync(
            new EventWait<RightsDecided>(context, RightsDecided.EventName),
            decided => decided.RequestId == start.RequestId,
            [
                new(start.RemindAt, () => context.PassAsync(nameof(RemindRightsDeciders), start)),
                new(start.DueAt, () => context.PassAsync(nameof(EscalateRightsRequest), start)),
                new(start.LapseAt, () => context.CallActivityAsync<RightsDecided?>(
                    nameof(LapseRightsRequest), start, Retry.CaseFile)),
            ]);
    }

    private static async Task<RightsDecided?> PassAsync(
        this TaskOrchestrationContext context, string activity, RightsStart start)
    {
        await context.CallActivityAsync<bool>(activity, start, Retry.CaseFile);
        return null;
    }
}
