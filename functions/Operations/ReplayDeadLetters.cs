using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Operations;

/// <summary>
/// Sends messages again that were given up: one of them or all of a queue. Again, it finds nothing left to do.
/// </summary>
internal sealed class ReplayDeadLetters(DeadLetterDesk desk)
{
    [Function(nameof(ReplayDeadLetters))]
    [Operation(
        "重发死信",
        "Sends messages again that were given up",
        Response = typeof(ReplayReceipt),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("id", "消息编号 The only message to send again; all of the queue by default")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/operations/dead-letters/{queue}/replay")]
        HttpRequest request,
        string queue,
        FunctionContext context,
        CancellationToken cancellationToken) => (await desk.ReplayAsync(
            queue, request.Query["id"].LastOrDefault(), context.GetActor(), cancellationToken)).ToOk();
}
