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
/// Takes down that a resident wants a copy, a correction, deletion or restriction. The same again answers alike.
/// </summary>
internal sealed class RequestRight(RightsDesk desk)
{
    [Function(nameof(RequestRight))]
    [Operation(
        "登记个人信息权利请求",
        "Takes a rights request down",
        Request = typeof(RightsRequestData),
        Response = typeof(RightsRequestView),
        Problems =
        [
            ProblemCodes.RequestDiffers, ProblemCodes.RequestOpen, ProblemCodes.DataDeleted,
            ProblemCodes.ReasonRequired, ProblemCodes.FieldMissing, ProblemCodes.NameInvalid,
            ProblemCodes.IdNumberInvalid, ProblemCodes.PhoneInvalid, ProblemCodes.AddressInvalid,
            ProblemCodes.AccountInvalid, ProblemCodes.NotFound,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/cases/{caseId}/rights-requests/{requestId}")]
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

        Attempt<RightsRequestData> data =
            await RequestBody.ReadJsonAsync<RightsRequestData>(request, cancellationToken);
        return data.Succeeded
            ? (await desk.RequestAsync(caseId, requestId, data.Value, context.GetActor(), client, cancellationToken))
                .ToOk()
            : data.Problem.ToResult();
    }
}
