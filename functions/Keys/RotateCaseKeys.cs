using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Keys;

/// <summary>
/// Puts the data keys of a page of cases under the current wrapping key. Called again and again by
/// <c>./run rotate-keys</c> until there is no continuation.
/// </summary>
internal sealed class RotateCaseKeys(KeyRotation rotation)
{
    [Function(nameof(RotateCaseKeys))]
    [Operation(
        "轮换办件密钥",
        "Puts a page of data keys under the current wrapping key",
        Response = typeof(KeyRotationPage),
        Problems = [ProblemCodes.MalformedParameter])]
    [Query("continuation", "上一页给出的续页标记 where the page before ended")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/rotation")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken) =>
        (await rotation.RotateAsync(
            request.Query["continuation"].LastOrDefault(), context.GetActor(), cancellationToken)).ToOk();
}
