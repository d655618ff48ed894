using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Daoban.Functions.Audit;

/// <summary>Shows the auditor what the orchestrations of a case did.</summary>
internal sealed class GetCaseHistory(CaseHistory history)
{
    [Function(nameof(GetCaseHistory))]
    [Operation("查看办件的流程记录", "Reads a case's orchestration history", Response = typeof(HistoryView))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{caseId}/history")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        (await history.ReadAsync(caseId, client, cancellationToken)).ToOk();
}
