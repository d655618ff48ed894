using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Catalog;

/// <summary>Lists the items that stations offer.</summary>
internal sealed class ListCatalogItems(ICatalog catalog)
{
    [Function(nameof(ListCatalogItems))]
    [Operation("服务事项列表", "Lists the catalog items", Response = typeof(IReadOnlyList<CatalogItem>))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/catalog/items")] HttpRequest request) =>
        Results.Json(catalog.Items, HttpJson.Writing);
}
