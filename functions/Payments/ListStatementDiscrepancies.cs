using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Payments;

/// <summary>Lists what does not agree between a day's statement and our orders.</summary>
internal sealed class ListStatementDiscrepancies(DiscrepancyDesk desk)
{
    [Function(nameof(ListStatementDiscrepancies))]
    [Operation(
        "对账差异",
        "Lists what does not agree between a day's statement and our orders",
        Response = typeof(DiscrepancyList),
        Problems = [ProblemCodes.MalformedParameter])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/payments/statements/{day}/discrepancies")]
        HttpRequest request,
        string day,
        CancellationToken cancellationToken) =>
        (await desk.ListAsync(day, cancellationToken)).ToOk();
}
