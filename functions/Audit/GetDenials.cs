using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Denials;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Shows how often callers that nobody knows were refused on one day.</summary>
internal sealed class GetDenials(DenialCounts counts)
{
    [Function(nameof(GetDenials))]
    [Operation(
        "未登录访问被拒次数",
        "Counts what callers without a sound token or signature were refused",
        Response = typeof(DenialCountsView),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("day", "日期 A day in China, yyyy-MM-dd; today by default")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/denials")] HttpRequest request,
        CancellationToken cancellationToken) =>
        (await counts.ReadAsync(request.Query["day"].LastOrDefault(), cancellationToken)).ToOk();
}
