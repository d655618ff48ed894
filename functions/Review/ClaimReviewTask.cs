using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Review;

/// <summary>Claims a review task for the reviewer, so that no two work on it.</summary>
internal sealed class ClaimReviewTask(ReviewDesk desk)
{
    [Function(nameof(ClaimReviewTask))]
    [Operation(
        "领取审核任务",
        "Claims a review task",
        Response = typeof(ReviewTaskView),
        Problems =
        [
            ProblemCodes.SamePerson, ProblemCodes.UnknownTask, ProblemCodes.TaskClosed, ProblemCodes.TaskClaimed,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/cases/{caseId}/review-tasks/{taskId}/claim")]
        HttpRequest request,
        string caseId,
        string taskId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await desk.ClaimAsync(caseId, taskId, context.GetActor(), client, cancellationToken)).ToOk();
}
