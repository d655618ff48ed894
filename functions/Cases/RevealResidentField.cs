using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Cases;

/// <summary>
/// Shows one personal field, or the note on the case, in full. A POST, because each call is entered into the case's
/// ledger.
/// </summary>
internal sealed class RevealResidentField(CaseReader reader)
{
    [Function(nameof(RevealResidentField))]
    [Operation(
        "显示一项完整的个人信息",
        "Reveals one personal field; the reading is entered into the access ledger",
        Response = typeof(RevealedField),
        Problems = [ProblemCodes.NotFound])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/resident/{field}")]
        HttpRequest request,
        string caseId,
        string field,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await reader.RevealAsync(caseId, field, context.GetActor(), cancellationToken)).ToOk();
}
