using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Audit;

/// <summary>
/// Lets a second person approve or reject an auditor's request. The same decision again changes nothing.
/// </summary>
internal sealed class DecideUnmaskRequest(UnmaskRequests requests)
{
    [Function(nameof(DecideUnmaskRequest))]
    [Operation(
        "审批查看明文的申请",
        "Approves or rejects an unmask request; an approval is good for 24 hours",
        Request = typeof(UnmaskDecisionData),
        Response = typeof(UnmaskRequestView),
        Problems =
        [
            ProblemCodes.SamePerson, ProblemCodes.UnknownRequest, ProblemCodes.DecisionDiffers,
            ProblemCodes.RequestClosed,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/unmask-requests/{requestId}/decision")]
        HttpRequest request,
        string caseId,
        string requestId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<UnmaskDecisionData> decision =
            await RequestBody.ReadJsonAsync<UnmaskDecisionData>(request, cancellationToken);
        return decision.Succeeded
            ? (await requests.DecideAsync(
                caseId, requestId, decision.Value, context.GetActor(), client, cancellationToken)).ToOk()
            : decision.Problem.ToResult();
    }
}
