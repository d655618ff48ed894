using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Rebuilds the search index, a part per call (docs/operations.md).</summary>
internal sealed class RebuildAuditIndex(AuditIndexRebuild rebuild)
{
    [Function(nameof(RebuildAuditIndex))]
    [Operation(
        "重建审计索引",
        "Brings a part of the search index in line with case files and access chains",
        Response = typeof(RebuildProgress),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "续作标记 Token of the next part; none begins anew")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit/index/rebuild")] HttpRequest request,
        CancellationToken cancellationToken) =>
        (await rebuild.ContinueAsync(request.Query["continuation"].LastOrDefault(), cancellationToken)).ToOk();
}
