using Daoban.Workflows.Deadlines;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Tests.Deadlines;

/// <summary>Continues as new once, as long-lived orchestrations of a case do.</summary>
public static class TwiceOrchestrator
{
    /// <param name="CaseId">The case.</param>
    /// <param name="Left">Executions to come.</param>
    public sealed record Turn(string CaseId, int Left);

    [Function(nameof(TwiceOrchestrator))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Turn turn = context.GetInput<Turn>()!;
        if (turn.Left > 0)
        {
            await context.ContinueInLedgerAsync(turn.CaseId, turn with { Left = turn.Left - 1 });
        }

        return turn.CaseId;
    }
}
