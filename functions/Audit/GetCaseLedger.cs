using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Shows the auditor a case's ledger and whether its chain is whole.</summary>
internal sealed class GetCaseLedger(CaseLedger ledger)
{
    [Function(nameof(GetCaseLedger))]
    [Operation("查看办件台账", "Reads a case's ledger", Response = typeof(LedgerView))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/ledger")] HttpRequest request,
        string caseId,
        CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(caseId, cancellationToken)).ToOk();
}
