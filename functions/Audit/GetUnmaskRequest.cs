using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Shows one unmask request and where it stands.</summary>
internal sealed class GetUnmaskRequest(UnmaskRequests requests)
{
    [Function(nameof(GetUnmaskRequest))]
    [Operation(
        "查看明文申请",
        "Reads an unmask request",
        Response = typeof(UnmaskRequestView),
        Problems = [ProblemCodes.UnknownRequest])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/unmask-requests/{requestId}")]
        HttpRequest request,
        string caseId,
        string requestId,
        CancellationToken cancellationToken) =>
        (await requests.FindAsync(caseId, requestId, cancellationToken)).ToOk();
}
