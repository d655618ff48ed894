using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Privacy;

/// <summary>
/// Takes the decision of a second person on a rights request. What was decided is done right after; the request shows
/// it.
/// </summary>
internal sealed class DecideRightsRequest(RightsDesk desk)
{
    [Function(nameof(DecideRightsRequest))]
    [Operation(
        "决定个人信息权利请求",
        "Decides a rights request",
        Request = typeof(RightsDecisionData),
        Response = typeof(RightsRequestView),
        Problems =
        [
            ProblemCodes.SamePerson, ProblemCodes.UnknownRequest, ProblemCodes.DecisionDiffers,
            ProblemCodes.RequestClosed, ProblemCodes.VerdictInvalid, ProblemCodes.ReasonRequired,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/rights-requests/{requestId}/decision")]
        HttpRequest request,
        string caseId,
        string requestId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        if (LowerUuid.Check(requestId, nameof(requestId)) is { } malformed)
        {
            return malformed.ToResult();
        }

        Attempt<RightsDecisionData> data =
            await RequestBody.ReadJsonAsync<RightsDecisionData>(request, cancellationToken);
        return data.Succeeded
            ? (await desk.DecideAsync(caseId, requestId, data.Value, context.GetActor(), client, cancellationToken))
                .ToOk()
            : data.Problem.ToResult();
    }
}
