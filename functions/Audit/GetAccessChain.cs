using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Shows the auditor what one member of staff read and was denied on one day.</summary>
internal sealed class GetAccessChain(AccessChain chain)
{
    [Function(nameof(GetAccessChain))]
    [Operation(
        "查看某人某日的查阅记录",
        "Reads what an actor read and was denied on one day",
        Response = typeof(AccessChainView),
        Problems = [ProblemCodes.MalformedParameter])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/actors/{actorId}/days/{day}")]
        HttpRequest request,
        string actorId,
        string day,
        CancellationToken cancellationToken) =>
        (await chain.ReadAsync(actorId, day, cancellationToken)).ToOk();
}
