using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Review;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Review;

/// <summary>Accepts a decision; it travels through a queue, and the task shows whether it was applied.</summary>
internal sealed class DecideReviewTask(ReviewDesk desk)
{
    [Function(nameof(DecideReviewTask))]
    [Operation(
        "提交审核决定",
        "Sends a decision on a review task",
        Request = typeof(DecisionData),
        Response = typeof(DecisionReceipt),
        Status = StatusCodes.Status202Accepted,
        Problems =
        [
            ProblemCodes.MalformedId, ProblemCodes.UnknownTask,
            ProblemCodes.DecisionDiffers, ProblemCodes.VerdictInvalid, ProblemCodes.ReasonRequired,
            ProblemCodes.AmountRequired, ProblemCodes.AmountNotAllowed, ProblemCodes.AmountInvalid,
            ProblemCodes.FieldTooLong,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "put",
            Route = "api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}")]
        HttpRequest request,
        string caseId,
        string taskId,
        string decisionId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (LowerUuid.Check(decisionId, nameof(decisionId)) is { } malformed)
        {
            return malformed.ToResult();
        }

        Attempt<DecisionData> decision = await RequestBody.ReadJsonAsync<DecisionData>(request, cancellationToken);
        if (!decision.Succeeded)
        {
            return decision.Problem.ToResult();
        }

        Attempt<DecisionReceipt> receipt = await desk.SubmitDecisionAsync(
            caseId, taskId, decisionId, decision.Value, context.GetActor(), client, cancellationToken);
        return receipt.ToAccepted();
    }
}
