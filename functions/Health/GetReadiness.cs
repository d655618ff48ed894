using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Health;

/// <summary>For load balancers and deployments: whether this instance should be sent requests.</summary>
internal sealed class GetReadiness(Readiness readiness)
{
    [Function(nameof(GetReadiness))]
    [Operation(
        "就绪状况",
        "Tells whether this instance should be sent requests; 503 when it should not",
        Response = typeof(ReadinessView),
        OtherStatuses = [StatusCodes.Status503ServiceUnavailable])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ReadinessView view = await readiness.LookAsync(cancellationToken);
        return Results.Json(
            view,
            HttpJson.Writing,
            statusCode: view.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
