using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Privacy;

/// <summary>Sets a legal hold on a case or takes it off; while it stands, nothing of the case is deleted.</summary>
internal sealed class SetLegalHold(LegalHolds holds)
{
    [Function(nameof(SetLegalHold))]
    [Operation(
        "设置或解除依法留存",
        "Sets or releases a legal hold",
        Request = typeof(LegalHoldData),
        Response = typeof(LegalHoldView),
        Problems = [ProblemCodes.ReasonRequired, ProblemCodes.DataDeleted])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/cases/{caseId}/legal-hold")]
        HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<LegalHoldData> data = await RequestBody.ReadJsonAsync<LegalHoldData>(request, cancellationToken);
        return data.Succeeded
            ? (await holds.SetAsync(caseId, data.Value, context.GetActor(), client, cancellationToken)).ToOk()
            : data.Problem.ToResult();
    }
}
