using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>Lists the rights requests of a district that wait for their decision, page by page.</summary>
internal sealed class ListOpenRightsRequests(RightsDesk desk)
{
    [Function(nameof(ListOpenRightsRequests))]
    [Operation(
        "待决定的个人信息权利请求",
        "Lists the rights requests that wait for a decision",
        Response = typeof(RightsRequestPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("district", "区县代码 District code; the caller's first one by default")]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/rights-requests")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<RightsRequestPage> page = await desk.ListOpenAsync(
            context.GetActor(),
            request.Query["district"].LastOrDefault(),
            request.Query["continuation"].LastOrDefault(),
            cancellationToken);
        return page.ToOk();
    }
}
