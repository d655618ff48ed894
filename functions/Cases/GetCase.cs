using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Cases;

/// <summary>Shows a case and its stage, the resident masked.</summary>
internal sealed class GetCase(CaseReader reader)
{
    [Function(nameof(GetCase))]
    [Operation("查看办件", "Reads a case and its stage", Response = typeof(CaseView))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}")] HttpRequest request,
        string caseId,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await reader.ReadAsync(caseId, context.GetActor(), cancellationToken)).ToOk();
}
