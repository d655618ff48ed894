using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Review;

/// <summary>
/// Shows the comment on a decision, so that the clerk can tell the resident why. A POST, because each call is entered
/// into the case's ledger.
/// </summary>
internal sealed class RevealDecisionComment(CaseReader reader)
{
    [Function(nameof(RevealDecisionComment))]
    [Operation(
        "显示审核决定的说明",
        "Reveals the comment on a decision; the reading is entered into the ledger",
        Response = typeof(RevealedField),
        Problems = [ProblemCodes.UnknownTask, ProblemCodes.NotFound])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}/comment")]
        HttpRequest request,
        string caseId,
        string taskId,
        string decisionId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (LowerUuid.Check(decisionId, nameof(decisionId)) is { } malformed)
        {
            return malformed.ToResult();
        }

        Attempt<RevealedField> comment = await reader.RevealCommentAsync(
            caseId, taskId, decisionId, context.GetActor(), cancellationToken);
        return comment.ToOk();
    }
}
