using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Declarations;

/// <summary>Lists a member of staff's declarations, withdrawn ones included, page by page.</summary>
internal sealed class ListDeclarations(DeclarationDesk desk)
{
    [Function(nameof(ListDeclarations))]
    [Operation(
        "回避申报列表",
        "Lists whose cases a member of staff may not handle",
        Response = typeof(DeclarationPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "翻页标记 Token of the next page")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/actors/{actorId}/declarations")]
        HttpRequest request,
        string actorId,
        CancellationToken cancellationToken) =>
        (await desk.ListAsync(actorId, request.Query["continuation"].LastOrDefault(), cancellationToken)).ToOk();
}
