using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Alerts;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Lists a day's alerts about accesses out of the ordinary, page by page.</summary>
internal sealed class ListAlerts(AlertDesk desk)
{
    [Function(nameof(ListAlerts))]
    [Operation(
        "查阅预警列表",
        "Lists alerts about accesses out of the ordinary",
        Response = typeof(AlertPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("day", "日期 A day in China, yyyy-MM-dd; today by default")]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/alerts")] HttpRequest request,
        CancellationToken cancellationToken) =>
        (await desk.ListAsync(
            request.Query["day"].LastOrDefault(),
            request.Query["continuation"].LastOrDefault(),
            cancellationToken)).ToOk();
}
