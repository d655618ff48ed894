using Daoban.Workflows.Deadlines;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Rights;

/// <summary>
/// Takes one rights request from its taking down to what is done (docs/process.md). Instance id = request id.
/// </summary>
public static class RightsRequestOrchestrator
{
    /// <returns>What was done.</returns>
    [Function(nameof(RightsRequestOrchestrator))]
    public static async Task<RightsOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        RightsStart start = context.GetInput<RightsStart>()!;
        await context.AwaitRightsDecisionAsync(start);
        return await context.CallActivityAsync<RightsOutcome>(nameof(CarryOutRightsRequest), start, Retry.CaseFile);
    }
}
