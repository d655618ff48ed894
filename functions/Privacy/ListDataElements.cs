using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Privacy;

/// <summary>Lists what personal data the system keeps, on which legal basis and for how long.</summary>
internal sealed class ListDataElements(IDataRegister register)
{
    [Function(nameof(ListDataElements))]
    [Operation(
        "个人信息清单", "Lists the personal data elements with basis and retention", Response = typeof(DataRegisterView))]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/privacy/data-elements")] HttpRequest request) =>
        Results.Json(new DataRegisterView(register.Elements, register.Retention), HttpJson.Writing);
}
