using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Shows the auditor who read personal data of a case, or was denied it, page by page.</summary>
internal sealed class ListCaseReadings(AuditSearch search)
{
    [Function(nameof(ListCaseReadings))]
    [Operation(
        "查看办件的查阅记录",
        "Lists who read personal data of a case or was denied it",
        Response = typeof(ReadingPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/readings")] HttpRequest request,
        string caseId,
        CancellationToken cancellationToken) =>
        (await search.ListReadingsAsync(caseId, request.Query["continuation"].LastOrDefault(), cancellationToken))
            .ToOk();
}
