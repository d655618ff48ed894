using Daoban.Functions.Http;
using Daoban.Workflows.Denials;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;
using Daoban.Workflows.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Daoban.Functions.Access;

/// <summary>
/// Notes every refusal, whoever pronounced it: some scopes only the function can tell, such as the station of a
/// submission or a task's level. Known people's go into their access chains, strangers' are counted.
/// </summary>
internal sealed partial class DenialNotes(
    RequestLimits limits, DeniedAttempts attempts, DenialCounts counts, ILogger<DenialNotes> logger)
{
    private const string Anonymous = "anonymous";
    private const string Unknown = "unknown";
    private const string NoRole = "none";

    /// <summary>Notes what was refused to somebody whom nobody knows, if anything was.</summary>
    public void NoteUnknown(AccessRule rule, FunctionContext context)
    {
        if (RefusalOf(context) is not { } problem)
        {
            return;
        }

        LogDenied(problem.Code == ProblemCodes.MissingToken ? Anonymous : Unknown, rule.Function, problem.Code);
        counts.Add(problem.Code);
        limits.CountFailed(context.GetHttpContext()!);
    }

    /// <summary>Notes what was refused to a known person, if anything was.</summary>
    public async Task NoteAsync(SignedInUser user, AccessRule rule, FunctionContext context)
    {
        if (RefusalOf(context) is not { } problem)
        {
            return;
        }

        LogDenied(user.Id, rule.Function, problem.Code);
        string? caseId = Authorizer.RouteValue(context, Authorizer.CaseIdParameter);
        await attempts.EnterAsync(new DeniedAttempt(
            context.FindActor() ?? AsTheyCame(user, context),
            rule.Function,
            problem.Code,
            Ids.IsLowerCaseUuid(caseId) ? caseId : null));
    }

    private static Problem? RefusalOf(FunctionContext context) =>
        context.GetInvocationResult().Value is ProblemResult { Problem: { } problem }
        && ProblemCatalogue.Get(problem.Code).Status
            is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            ? problem
            : null;

    // Whoever was stopped before acting in a role is noted in the first one that they have.
    private static Actor AsTheyCame(SignedInUser user, FunctionContext context) =>
        new Actor(
            user.Id,
            Roles.All.FirstOrDefault(user.Roles.Contains) ?? NoRole,
            user.Stations,
            user.Districts,
            user.Level)
        {
            OnBehalfOf = user.OnBehalfOf,
        }.At(context.GetHttpContext()!.Request.Headers);

    [LoggerMessage(5201, LogLevel.Warning, "Denied {ActorId} at {Function}: {Reason}")]
    private partial void LogDenied(string actorId, string function, string reason);
}
