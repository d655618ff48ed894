using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Operations;

/// <summary>Shows the messages that were given up, each with its reason (docs/operations.md).</summary>
internal sealed class ListDeadLetters(DeadLetterDesk desk)
{
    [Function(nameof(ListDeadLetters))]
    [Operation("死信列表", "Lists the messages that were given up, and why", Response = typeof(DeadLetterPage))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/operations/dead-letters")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Results.Json(await desk.ListAsync(cancellationToken), HttpJson.Writing);
}
