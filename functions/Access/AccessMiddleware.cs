using Daoban.Functions.Http;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Daoban.Functions.Access;

/// <summary>
/// Lets a request through to its function only as <see cref="AccessTable"/> says and within its limits, and tells who
/// it is. A flood is cheap: an address above its limit is refused before its token is looked at.
/// </summary>
internal sealed class AccessMiddleware(
    RequestLimits limits, TokenValidator tokens, Authorizer authorizer, DenialNotes notes) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

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

        if (rule.Authentication is not Authentication.Bearer)
        {
            await next(context);
            notes.NoteUnknown(rule, context);
            return;
        }

        Attempt<SignedInUser> user = await AuthenticateAsync(http.Request);
        if (!user.Succeeded)
        {
            context.GetInvocationResult().Value = new ProblemResult(user.Problem);
            notes.NoteUnknown(rule, context);
            return;
        }

        Attempt<Actor> actor = limits.TakeIdentity(user.Value.Id) is { } tooOften
            ? tooOften
            : await authorizer.AuthorizeAsync(rule, user.Value, context);
        if (actor.Succeeded)
        {
            context.SetActor(actor.Value.At(http.Request.Headers));
            await next(context);
        }
        else
        {
            context.GetInvocationResult().Value = new ProblemResult(actor.Problem);
        }

        await notes.NoteAsync(user.Value, rule, context);
    }

    private async Task<Attempt<SignedInUser>> AuthenticateAsync(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemCodes.MissingToken)
            : await tokens.ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted);
    }
}
