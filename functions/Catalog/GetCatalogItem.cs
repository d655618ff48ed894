using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Catalog;

/// <summary>Shows one item: its materials, review levels, payment and deadlines.</summary>
internal sealed class GetCatalogItem(ICatalog catalog)
{
    [Function(nameof(GetCatalogItem))]
    [Operation(
        "查看服务事项",
        "Reads a catalog item",
        Response = typeof(CatalogItem),
        Problems = [ProblemCodes.NotFound])]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/catalog/items/{code}")] HttpRequest request,
        string code) =>
        catalog.Find(code) is { } item
            ? Results.Json(item, HttpJson.Writing)
            : new Problem(ProblemCodes.NotFound, nameof(code)).ToResult();
}
