using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Payments;

/// <summary>Tries a day's statement now, without waiting for the timer. An imported day stays as it is.</summary>
internal sealed class ImportStatement(StatementDesk desk)
{
    [Function(nameof(ImportStatement))]
    [Operation(
        "导入对账单",
        "Asks the bank for a day's statement and imports it; safe to repeat",
        Response = typeof(StatementView),
        Problems = [ProblemCodes.MalformedParameter])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/payments/statements/{day}/import")]
        HttpRequest request,
        string day,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        (await desk.ImportAsync(day, client, cancellationToken)).ToOk();
}
