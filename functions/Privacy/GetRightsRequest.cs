using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>Shows a rights request and what became of it.</summary>
internal sealed class GetRightsRequest(RightsDesk desk)
{
    [Function(nameof(GetRightsRequest))]
    [Operation(
        "查看个人信息权利请求",
        "Reads a rights request",
        Response = typeof(RightsRequestView),
        Problems = [ProblemCodes.UnknownRequest])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/rights-requests/{requestId}")]
        HttpRequest request,
        string caseId,
        string requestId,
        CancellationToken cancellationToken) =>
        (await desk.ReadAsync(caseId, requestId, cancellationToken)).ToOk();
}
