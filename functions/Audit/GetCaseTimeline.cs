using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Audit;

/// <summary>Shows the auditor ledger and histories of a case together, and what does not agree.</summary>
internal sealed class GetCaseTimeline(CaseTimeline timeline)
{
    [Function(nameof(GetCaseTimeline))]
    [Operation(
        "查看办件全过程",
        "Reads a case's ledger and orchestration histories by time and flags what does not agree",
        Response = typeof(TimelinePage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/timeline")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        (await timeline.ReadAsync(
            caseId, request.Query["continuation"].LastOrDefault(), client, cancellationToken)).ToOk();
}
