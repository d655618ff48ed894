using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Declarations;

/// <summary>Declares a relative of a member of staff, or themselves. Only a keyed hash of the number is kept.</summary>
internal sealed class PutDeclaration(DeclarationDesk desk)
{
    [Function(nameof(PutDeclaration))]
    [Operation(
        "申报回避关系",
        "Declares whose cases a member of staff may not handle",
        Request = typeof(DeclarationData),
        Response = typeof(DeclarationView),
        Problems =
        [
            ProblemCodes.MalformedId, ProblemCodes.IdNumberInvalid, ProblemCodes.DeclarationDiffers,
            ProblemCodes.AlreadyDeclared,
        ])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "put", Route = "api/actors/{actorId}/declarations/{declarationId}")]
        HttpRequest request,
        string actorId,
        string declarationId,
        FunctionContext context,
        CancellationToken cancellationToken)
    {
        Attempt<DeclarationData> data = await RequestBody.ReadJsonAsync<DeclarationData>(request, cancellationToken);
        if (!data.Succeeded)
        {
            return data.Problem.ToResult();
        }

        Attempt<DeclarationView> declared =
            await desk.DeclareAsync(actorId, declarationId, data.Value, context.GetActor(), cancellationToken);
        return declared.ToOk();
    }
}
