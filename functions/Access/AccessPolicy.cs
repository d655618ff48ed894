using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Access;

/// <summary>Decides by the table alone: no request, no storage.</summary>
internal static class AccessPolicy
{
    /// <summary>Whether any role of the user may call the function at all.</summary>
    public static bool HasRole(AccessRule rule, SignedInUser user) => rule.Roles.Any(user.Roles.Contains);

    /// <summary>
    /// As whom the user acts: in the first role of the rule that the user has and whose scope fits. A user with several
    /// roles may act in the one that fits.
    /// </summary>
    /// <param name="rule">The function's entry.</param>
    /// <param name="user">The bearer.</param>
    /// <param name="target">What the request is about.</param>
    public static Attempt<Actor> Decide(AccessRule rule, SignedInUser user, AccessTarget target)
    {
        Problem? first = null;
        foreach (string role in rule.Roles.Where(user.Roles.Contains))
        {
            Problem? problem = rule.Scope switch
            {
                AccessScope.StationInQuery => OwnStation(user, target.Station),
                AccessScope.CaseInRoute or AccessScope.TaskInRoute => OwnCase(role, user, target.Case),
                AccessScope.ActorInRoute => Oneself(rule, role, user, target.ActorId),
                AccessScope.OtherActorInRoute =>
                    user.Id == target.ActorId ? new Problem(ProblemCodes.SamePerson, "actorId") : null,
                _ => null,
            };
            if (problem is null)
            {
                return new Actor(user.Id, role, user.Stations, user.Districts, user.Level)
                {
                    Departments = user.Departments,
                    OnBehalfOf = user.OnBehalfOf,
                    StationId = role is Roles.Clerk ? StationOf(user, target) : null,
                };
            }

            first ??= problem;
        }

        return first ?? new Problem(ProblemCodes.RoleNotAllowed);
    }

    private static string? StationOf(SignedInUser user, AccessTarget target) =>
        target.Case?.StationId ?? target.Station ?? (user.Stations is [string only] ? only : null);

    private static Problem? OwnStation(SignedInUser user, string? station) => station switch
    {
        null or "" => new Problem(ProblemCodes.MissingParameter, "station"),
        _ when user.Stations.Contains(station) => null,
        _ => new Problem(ProblemCodes.StationNotYours, "station"),
    };

    private static Problem? OwnCase(string role, SignedInUser user, CaseScope? scope) => (role, scope) switch
    {
        (_, null) => new Problem(ProblemCodes.UnknownCase),
        (Roles.Clerk, _) when !user.Stations.Contains(scope.StationId) => new Problem(ProblemCodes.StationNotYours),
        (Roles.Reviewer, _) when !user.Districts.Contains(scope.DistrictCode) =>
            new Problem(ProblemCodes.DistrictNotYours),
        (Roles.Supervisor, _) when !user.Districts.Contains(scope.DistrictCode) =>
            new Problem(ProblemCodes.DistrictNotYours),
        (Roles.Reviewer, _) when !user.Departments.Contains(scope.DepartmentCode) =>
            new Problem(ProblemCodes.DepartmentNotYours),
        (Roles.Clerk or Roles.Reviewer or Roles.Supervisor or Roles.Auditor or Roles.Admin, _) => null,
        _ => new Problem(ProblemCodes.RoleNotAllowed),
    };

    private static Problem? Oneself(AccessRule rule, string role, SignedInUser user, string? actorId) =>
        user.Id == actorId || rule.Everybody.Contains(role)
            ? null
            : new Problem(ProblemCodes.ActorNotYours, "actorId");
}
