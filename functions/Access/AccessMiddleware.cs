using Daoban.Functions.Http;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Access;

/// <summary>
/// Lets a request through to its function only as <see cref="AccessTable"/> says and within its limits, and tells who it
/// is. A flood is cheap: an address above its limit is refused before its token is looked at.
/// </summary>
internal sealed partial class AccessMiddleware(
    RequestLimits limits, TokenValidator tokens, Authorizer authorizer, ILogger<AccessMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";
    private const string Anonymous = "anonymous";
    private const string Unknown = "unknown";

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        AccessRule rule = AccessTable.Find(context.FunctionDefinition.Name)
            ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} is not in the access table.");
        HttpContext http = context.GetHttpContext()!;
        if (limits.TakeAddress(http, rule.Authentication is not Authentication.Anonymous) is { } tooMany)
        {
            context.GetInvocationResult().Value = new ProblemResult(tooMany);
            return;
        }

        string caller = Unknown;
        if (rule.Authentication is Authentication.Bearer)
        {
            Attempt<SignedInUser> user = await AuthenticateAsync(http.Request);
            caller = user.Succeeded ? user.Value.Id
                : user.Problem.Code == ProblemCodes.MissingToken ? Anonymous
                : Unknown;
            Attempt<Actor> actor = user.Succeeded ? await AdmitAsync(rule, user.Value, context) : user.Problem;
            if (!actor.Succeeded)
            {
                context.GetInvocationResult().Value = new ProblemResult(actor.Problem);
                NoteRefusal(caller, rule, context);
                return;
            }

            context.SetActor(actor.Value);
        }

        await next(context);
        NoteRefusal(caller, rule, context);
    }

    private async Task<Attempt<SignedInUser>> AuthenticateAsync(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemCodes.MissingToken)
            : await tokens.ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted);
    }

    private async Task<Attempt<Actor>> AdmitAsync(AccessRule rule, SignedInUser user, FunctionContext context) =>
        limits.TakeIdentity(user.Id) is { } tooMany
            ? tooMany
            : await authorizer.AuthorizeAsync(rule, user, context);

    // Some scopes only the function can tell, such as the station of a submission or a task's level, and a signature
    // that covers the body.
    private void NoteRefusal(string caller, AccessRule rule, FunctionContext context)
    {
        if (context.GetInvocationResult().Value is not ProblemResult { Problem: { } problem })
        {
            return;
        }

        int status = ProblemCatalogue.Get(problem.Code).Status;
        if (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            LogDenied(caller, rule.Function, problem.Code);
        }

        if (status is StatusCodes.Status401Unauthorized)
        {
            limits.CountFailed(context.GetHttpContext()!);
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "Denied {ActorId} at {Function}: {Reason}")]
    private partial void LogDenied(string actorId, string function, string reason);
}
