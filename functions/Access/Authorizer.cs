using Daoban.Functions.Http;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Functions.Access;

/// <summary>Decides whether the bearer of a valid token may make the request, and as whom.</summary>
internal sealed class Authorizer(CaseScopes caseScopes, Relatives relatives)
{
    /// <summary>The name of the route parameter that names a case.</summary>
    public const string CaseIdParameter = "caseId";

    private const string ActorIdParameter = "actorId";
    private const string StationParameter = "station";

    /// <summary>The actor, or why the request is refused.</summary>
    public async Task<Attempt<Actor>> AuthorizeAsync(AccessRule rule, SignedInUser user, FunctionContext context)
    {
        if (!AccessPolicy.HasRole(rule, user))
        {
            return new Problem(ProblemCodes.RoleNotAllowed);
        }

        HttpRequest request = context.GetHttpContext()!.Request;
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        Attempt<AccessTarget> target = await FindTargetAsync(rule, context, request, cancellationToken);
        if (!target.Succeeded)
        {
            return target.Problem;
        }

        Attempt<Actor> actor = AccessPolicy.Decide(rule, user, target.Value);
        return actor.Succeeded
            && target.Value.Case is { } file
            && await relatives.AreRelatedAsync(user.Id, file.Person, cancellationToken)
                ? new Problem(ProblemCodes.RelativeNotAllowed)
                : actor;
    }

    /// <summary>
    /// A value of the route, and only if the function is given the same one: functions take parameters by name, and a
    /// query or a body could hold one of that name too.
    /// </summary>
    public static string? RouteValue(FunctionContext context, string name)
    {
        string? route = context.GetHttpContext()!.Request.RouteValues[name] as string;
        return context.BindingContext.BindingData.TryGetValue(name, out object? bound) && route == bound as string
            ? route
            : null;
    }

    private async Task<Attempt<AccessTarget>> FindTargetAsync(
        AccessRule rule, FunctionContext context, HttpRequest request, CancellationToken cancellationToken)
    {
        switch (rule.Scope)
        {
            case AccessScope.StationInQuery:
                return new AccessTarget(Station: request.Query[StationParameter].LastOrDefault());
            case AccessScope.CaseInRoute or AccessScope.TaskInRoute:
                string? caseId = RouteValue(context, CaseIdParameter);
                return LowerUuid.Check(caseId, CaseIdParameter) is { } malformed
                    ? malformed
                    : new AccessTarget(Case: await caseScopes.FindAsync(caseId!, cancellationToken));
            case AccessScope.ActorInRoute or AccessScope.OtherActorInRoute:
                string? actorId = RouteValue(context, ActorIdParameter);
                return OpaqueId.IsSound(actorId)
                    ? new AccessTarget(ActorId: actorId)
                    : new Problem(ProblemCodes.MalformedParameter, ActorIdParameter);
            default:
                return new AccessTarget();
        }
    }
}
