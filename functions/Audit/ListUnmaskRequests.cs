using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Lists who asked to see what of a case, and what became of it.</summary>
internal sealed class ListUnmaskRequests(UnmaskRequests requests)
{
    [Function(nameof(ListUnmaskRequests))]
    [Operation("查看明文申请列表", "Lists a case's unmask requests", Response = typeof(UnmaskRequestList))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/unmask-requests")]
        HttpRequest request,
        string caseId,
        CancellationToken cancellationToken) =>
        (await requests.ListAsync(caseId, cancellationToken)).ToOk();
}
