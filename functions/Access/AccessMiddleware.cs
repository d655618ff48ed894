using Daoban.Functions.Http;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Access;

/// <summary>
/// Lets a request through to its function only as <see cref="AccessTable"/> says, and tells who it is.
/// </summary>
internal sealed partial class AccessMiddleware(
    TokenValidator tokens, CaseScopes caseScopes, ILogger<AccessMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string CaseIdParameter = "caseId";
    private const string StationParameter = "station";
    private const string Scheme = "Bearer ";
    private const string Anonymous = "anonymous";
    private const string Unknown = "unknown";

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        AccessRule rule = AccessTable.Find(context.FunctionDefinition.Name)
            ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} is not in the access table.");
        if (rule.Authentication is Authentication.Bearer)
        {
            Attempt<Actor> actor = await AuthorizeAsync(rule, context);
            if (!actor.Succeeded)
            {
                context.GetInvocationResult().Value = new ProblemResult(actor.Problem);
                return;
            }

            context.SetActor(actor.Value.At(context.GetHttpContext()!.Request.Headers));
            await next(context);
            NoteRefusal(actor.Value.Id, rule, context);
            return;
        }

        await next(context);
        NoteRefusal(Unknown, rule, context);
    }

    // Some scopes only the function can tell, such as the station of a submission or a task's level.
    private void NoteRefusal(string actorId, AccessRule rule, FunctionContext context)
    {
        if (context.GetInvocationResult().Value is ProblemResult { Problem: { } problem }
            && ProblemCatalogue.Get(problem.Code).Status
                is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            Deny(actorId, rule, problem);
        }
    }

    private async Task<Attempt<Actor>> AuthorizeAsync(AccessRule rule, FunctionContext context)
    {
        HttpRequest request = context.GetHttpContext()!.Request;
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Deny(Anonymous, rule, new Problem(ProblemCodes.MissingToken));
        }

        Attempt<SignedInUser> user = await tokens.ValidateAsync(header[Scheme.Length..].Trim(), cancellationToken);
        if (!user.Succeeded)
        {
            return Deny(Unknown, rule, user.Problem);
        }

        if (!AccessPolicy.HasRole(rule, user.Value))
        {
            return Deny(user.Value.Id, rule, new Problem(ProblemCodes.RoleNotAllowed));
        }

        CaseScope? caseScope = null;
        if (rule.Scope is AccessScope.CaseInRoute)
        {
            string? caseId = RouteCaseId(context, request);
            if (LowerUuid.Check(caseId, CaseIdParameter) is { } malformed)
            {
                return malformed;
            }

            caseScope = await caseScopes.FindAsync(caseId!, cancellationToken);
        }

        Attempt<Actor> actor =
            AccessPolicy.Decide(rule, user.Value, request.Query[StationParameter].LastOrDefault(), caseScope);
        return actor.Succeeded ? actor : Deny(user.Value.Id, rule, actor.Problem);
    }

    /// <summary>
    /// The case id of the route, and only if the function is given the same one: functions take parameters by name,
    /// and a query or a body could hold one of that name too.
    /// </summary>
    private static string? RouteCaseId(FunctionContext context, HttpRequest request)
    {
        string? route = request.RouteValues[CaseIdParameter] as string;
        return context.BindingContext.BindingData.TryGetValue(CaseIdParameter, out object? bound)
            && route == bound as string
            ? route
            : null;
    }

    private Problem Deny(string actorId, AccessRule rule, Problem problem)
    {
        LogDenied(actorId, rule.Function, problem.Code);
        return problem;
    }

    [LoggerMessage(5201, LogLevel.Warning, "Denied {ActorId} at {Function}: {Reason}")]
    private partial void LogDenied(string actorId, string function, string reason);
}
