using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>Lists the rights requests of a case.</summary>
internal sealed class ListRightsRequests(RightsDesk desk)
{
    [Function(nameof(ListRightsRequests))]
    [Operation("个人信息权利请求列表", "Lists the rights requests of a case", Response = typeof(RightsRequestList))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/rights-requests")]
        HttpRequest request,
        string caseId,
        CancellationToken cancellationToken) =>
        (await desk.ListAsync(caseId, cancellationToken)).ToOk();
}
