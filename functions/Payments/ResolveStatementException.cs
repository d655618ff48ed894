using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Payments;

/// <summary>
/// Says how an exception is resolved; it is, once a second person says the same. Repeating it changes nothing.
/// </summary>
internal sealed class ResolveStatementException(ExceptionDesk desk)
{
    [Function(nameof(ResolveStatementException))]
    [Operation(
        "处理对账差异",
        "Says how an exception is resolved; a second person confirms by saying the same",
        Request = typeof(ResolutionData),
        Response = typeof(ExceptionView),
        Problems =
        [
            ProblemCodes.MalformedParameter, ProblemCodes.UnknownException, ProblemCodes.ReasonRequired,
            ProblemCodes.SamePerson, ProblemCodes.RelativeNotAllowed, ProblemCodes.ResolutionDiffers,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/payments/statements/{day}/exceptions/{exceptionId}/resolution")]
        HttpRequest request,
        string day,
        string exceptionId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<ResolutionData> data = await RequestBody.ReadJsonAsync<ResolutionData>(request, cancellationToken);
        return data.Succeeded
            ? (await desk.ResolveAsync(day, exceptionId, data.Value, context.GetActor(), cancellationToken)).ToOk()
            : data.Problem.ToResult();
    }
}
