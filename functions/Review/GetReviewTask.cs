using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Review;

/// <summary>Shows a review task and what became of the decisions on it.</summary>
internal sealed class GetReviewTask(ReviewDesk desk)
{
    [Function(nameof(GetReviewTask))]
    [Operation(
        "查看审核任务",
        "Reads a review task",
        Response = typeof(ReviewTaskView),
        Problems = [ProblemCodes.UnknownTask])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/review-tasks/{taskId}")]
        HttpRequest request,
        string caseId,
        string taskId,
        CancellationToken cancellationToken) =>
        (await desk.ReadAsync(caseId, taskId, cancellationToken)).ToOk();
}
