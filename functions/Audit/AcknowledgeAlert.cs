using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Alerts;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Audit;

/// <summary>Notes that an auditor looked into an alert. The first one stays noted.</summary>
internal sealed class AcknowledgeAlert(AlertDesk desk)
{
    [Function(nameof(AcknowledgeAlert))]
    [Operation(
        "确认查阅预警",
        "Notes that an auditor looked into an alert",
        Response = typeof(AlertView),
        Problems = [ProblemCodes.MalformedParameter, ProblemCodes.UnknownAlert, ProblemCodes.SamePerson])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "post", Route = "api/audit/alerts/{day}/{alertId}/acknowledgement")]
        HttpRequest request,
        string day,
        string alertId,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await desk.AcknowledgeAsync(day, alertId, context.GetActor(), cancellationToken)).ToOk();
}
