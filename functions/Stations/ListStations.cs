using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Stations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Stations;

/// <summary>Lists the convenience-service stations.</summary>
internal sealed class ListStations(IStations stations)
{
    [Function(nameof(ListStations))]
    [Operation("便民服务站列表", "Lists the stations", Response = typeof(IReadOnlyList<Station>))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations")] HttpRequest request) =>
        Results.Json(stations.All, HttpJson.Writing);
}
