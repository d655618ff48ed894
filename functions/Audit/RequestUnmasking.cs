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
/// Asks to see one personal field or paper of a case in full. The same request again changes nothing.
/// </summary>
internal sealed class RequestUnmasking(UnmaskRequests requests)
{
    [Function(nameof(RequestUnmasking))]
    [Operation(
        "申请查看明文",
        "Asks to see one field or paper in full; another person decides within two working days",
        Request = typeof(UnmaskRequestData),
        Response = typeof(UnmaskRequestView),
        Problems =
        [
            ProblemCodes.SamePerson, ProblemCodes.RequestDiffers, ProblemCodes.RequestOpen, ProblemCodes.UnknownField,
            ProblemCodes.ReasonRequired, ProblemCodes.ReferenceInvalid,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/cases/{caseId}/unmask-requests/{requestId}")]
        HttpRequest request,
        string caseId,
        string requestId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<UnmaskRequestData> wanted =
            await RequestBody.ReadJsonAsync<UnmaskRequestData>(request, cancellationToken);
        return wanted.Succeeded
            ? (await requests.RequestAsync(
                caseId, requestId, wanted.Value, context.GetActor(), client, cancellationToken)).ToOk()
            : wanted.Problem.ToResult();
    }
}
