using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Payments;

/// <summary>
/// Says how a discrepancy is resolved; it is, once a second person says the same. Repeating it changes nothing.
/// </summary>
internal sealed class ResolveStatementDiscrepancy(DiscrepancyDesk desk)
{
    [Function(nameof(ResolveStatementDiscrepancy))]
    [Operation(
        "处理对账差异",
        "Says how a discrepancy is resolved; a second person confirms by saying the same",
        Request = typeof(ResolutionData),
        Response = typeof(DiscrepancyView),
        Problems =
        [
            ProblemCodes.MalformedParameter, ProblemCodes.UnknownDiscrepancy, ProblemCodes.ReasonRequired,
            ProblemCodes.SamePerson, ProblemCodes.RelativeNotAllowed, ProblemCodes.ResolutionDiffers,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/payments/statements/{day}/discrepancies/{discrepancyId}/resolution")]
        HttpRequest request,
        string day,
        string discrepancyId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<ResolutionData> data = await RequestBody.ReadJsonAsync<ResolutionData>(request, cancellationToken);
        return data.Succeeded
            ? (await desk.ResolveAsync(day, discrepancyId, data.Value, context.GetActor(), cancellationToken)).ToOk()
            : data.Problem.ToResult();
    }
}
