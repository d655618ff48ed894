using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Payments;

/// <summary>Lists how the bank's statements of a month stand.</summary>
internal sealed class ListStatements(StatementDesk desk)
{
    [Function(nameof(ListStatements))]
    [Operation(
        "银行对账单",
        "Lists how the bank's daily statements of a month stand",
        Response = typeof(StatementList),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("month", "月份 A month in China, yyyy-MM; the present one by default")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/payments/statements")] HttpRequest request,
        CancellationToken cancellationToken) =>
        (await desk.ListAsync(request.Query["month"].LastOrDefault(), cancellationToken)).ToOk();
}
