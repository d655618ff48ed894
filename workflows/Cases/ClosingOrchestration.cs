using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Deadlines;
using Microsoft.DurableTask;

namespace Daoban.Workflows.Cases;

/// <summary>The last step of a case's orchestration.</summary>
internal static class ClosingOrchestration
{
    /// <summary>Closes the case in its file.</summary>
    public static Task<CaseOutcome> CloseAsync(
        this TaskOrchestrationContext context, CaseStart start, CaseMove move, string? reasonCode = null) =>
        context.CallActivityAsync<CaseOutcome>(
            nameof(CloseCase), new CaseClosing(start.CaseId, move, reasonCode), Retry.CaseFile);
}
