using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Comparing;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Operations;

/// <summary>Compares the worklist with the case files and mends it, a part per call (docs/operations.md).</summary>
internal sealed class CompareWorklist(FullComparison comparison)
{
    [Function(nameof(CompareWorklist))]
    [Operation(
        "核对待办清单",
        "Compares a part of the worklist with the case files and mends what differs",
        Response = typeof(ComparisonProgress),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "续作标记 Token of the next part; none begins anew")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/operations/worklist-comparison")]
        HttpRequest request,
        CancellationToken cancellationToken) =>
        (await comparison.ContinueAsync(request.Query["continuation"].LastOrDefault(), cancellationToken)).ToOk();
}
