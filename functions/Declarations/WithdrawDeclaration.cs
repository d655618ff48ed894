using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Declarations;

/// <summary>Withdraws a declaration, which stays on record. Nobody withdraws one about themselves.</summary>
internal sealed class WithdrawDeclaration(DeclarationDesk desk)
{
    [Function(nameof(WithdrawDeclaration))]
    [Operation(
        "撤回回避申报",
        "Withdraws a declaration",
        Response = typeof(DeclarationView),
        Problems = [ProblemCodes.MalformedId, ProblemCodes.UnknownDeclaration])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/actors/{actorId}/declarations/{declarationId}/withdrawal")]
        HttpRequest request,
        string actorId,
        string declarationId,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await desk.WithdrawAsync(actorId, declarationId, context.GetActor(), cancellationToken)).ToOk();
}
