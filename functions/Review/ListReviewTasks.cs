using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Review;

/// <summary>
/// Lists the live review tasks of the reviewer's level and departments in one of their districts, page by page.
/// </summary>
internal sealed class ListReviewTasks(ReviewDesk desk)
{
    [Function(nameof(ListReviewTasks))]
    [Operation(
        "审核任务列表",
        "Lists review tasks",
        Response = typeof(ReviewTaskPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("district", "区县代码 District code; the reviewer's first one by default")]
    [Query("department", "部门代码 Department code; all of the reviewer's by default")]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/review-tasks")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<ReviewTaskPage> page = await desk.ListAsync(
            context.GetActor(),
            request.Query["district"].LastOrDefault(),
            request.Query["department"].LastOrDefault(),
            request.Query["continuation"].LastOrDefault(),
            cancellationToken);
        return page.ToOk();
    }
}
