using Daoban.Workflows.CaseFiles;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Deadlines;

/// <summary>The only way to continue as new: what the engine then forgets is in the ledger first.</summary>
internal static class ContinuationOrchestration
{
    /// <summary>
    /// Enters the history so far into the case's ledger, then continues as new. Return right after it.
    /// </summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="caseId">The case it serves.</param>
    /// <param name="input">Input of the next execution.</param>
    public static async Task ContinueInLedgerAsync(this TaskOrchestrationContext context, string caseId, object input)
    {
        await context.CallActivityAsync<bool>(
            nameof(EnterHistory),
            new HistoryEntering(caseId, context.InstanceId, HistoryEntering.ContinueAsNew),
            Retry.CaseFile);
        context.ContinueAsNew(input);
    }
}
