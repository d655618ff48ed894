using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.OpenApi;

/// <summary>Serves the description of the HTTP interface.</summary>
internal sealed class GetOpenApi(ApiDescription description)
{
    [Function(nameof(GetOpenApi))]
    [Operation("接口说明", "Serves this document", ResponseTypes = ["application/json"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Results.Text(await description.WriteAsync(cancellationToken), "application/json");
}
