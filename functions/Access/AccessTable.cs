using System.Collections.Frozen;
using Daoban.Functions.Audit;
using Daoban.Functions.Cases;
using Daoban.Functions.Catalog;
using Daoban.Functions.Declarations;
using Daoban.Functions.Documents;
using Daoban.Functions.Health;
using Daoban.Functions.Home;
using Daoban.Functions.Keys;
using Daoban.Functions.OpenApi;
using Daoban.Functions.Operations;
using Daoban.Functions.Payments;
using Daoban.Functions.Privacy;
using Daoban.Functions.Review;
using Daoban.Functions.Stations;

namespace Daoban.Functions.Access;

/// <summary>The one authorization table: an entry for each HTTP function, and nothing is allowed without one.</summary>
internal static class AccessTable
{
    /// <summary>All entries.</summary>
    public static IReadOnlyList<AccessRule> Rules { get; } =
    [
        Bearer(nameof(SubmitCase), AccessScope.StationInBody, Roles.Clerk),
        Bearer(nameof(GetCase), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer, Roles.Auditor),
        Bearer(nameof(RevealResidentField), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer),
        Bearer(nameof(GetCaseHistory), AccessScope.CaseInRoute, Roles.Auditor),
        Bearer(nameof(GetCaseLedger), AccessScope.CaseInRoute, Roles.Auditor),

        Bearer(nameof(GetCaseTimeline), AccessScope.CaseInRoute, Roles.Auditor),
        Bearer(nameof(ListCaseReadings), AccessScope.CaseInRoute, Roles.Auditor),

        Bearer(nameof(SearchAudit), AccessScope.None, Roles.Auditor),
        Bearer(nameof(HashPerson), AccessScope.None, Roles.Auditor),
        Bearer(nameof(RebuildAuditIndex), AccessScope.None, Roles.Admin),

        Bearer(nameof(RequestUnmasking), AccessScope.CaseInRoute, Roles.Auditor),
        Bearer(nameof(DecideUnmaskRequest), AccessScope.CaseInRoute, Roles.Auditor, Roles.Supervisor),
        Bearer(nameof(ListUnmaskRequests), AccessScope.CaseInRoute, Roles.Auditor, Roles.Supervisor),
        Bearer(nameof(GetUnmaskRequest), AccessScope.CaseInRoute, Roles.Auditor, Roles.Supervisor),
        Bearer(nameof(ReadUnmasked), AccessScope.CaseInRoute, Roles.Auditor),

        Bearer(nameof(GetAccessChain), AccessScope.None, Roles.Auditor),
        Bearer(nameof(GetDenials), AccessScope.None, Roles.Auditor, Roles.Admin),
        Bearer(nameof(ListAlerts), AccessScope.None, Roles.Auditor, Roles.Admin),
        Bearer(nameof(AcknowledgeAlert), AccessScope.None, Roles.Auditor),

        Bearer(nameof(PutDocument), AccessScope.StationInQuery, Roles.Clerk),
        Bearer(nameof(GetDocument), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer),

        Bearer(nameof(ListReviewTasks), AccessScope.OwnWorklist, Roles.Reviewer),
        Bearer(nameof(GetReviewTask), AccessScope.CaseInRoute, Roles.Reviewer),
        Bearer(nameof(ClaimReviewTask), AccessScope.TaskInRoute, Roles.Reviewer),
        Bearer(nameof(DecideReviewTask), AccessScope.TaskInRoute, Roles.Reviewer),
        Bearer(nameof(RevealDecisionComment), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer),

        Bearer(nameof(PutDeclaration), AccessScope.ActorInRoute, [.. Roles.All]) with { Everybody = [Roles.Admin] },
        Bearer(nameof(ListDeclarations), AccessScope.ActorInRoute, [.. Roles.All]) with
        {
            Everybody = [Roles.Admin, Roles.Auditor],
        },
        Bearer(nameof(WithdrawDeclaration), AccessScope.OtherActorInRoute, Roles.Admin),

        Bearer(nameof(WithdrawConsent), AccessScope.CaseInRoute, Roles.Clerk),
        Bearer(nameof(RequestRight), AccessScope.CaseInRoute, Roles.Clerk),
        Bearer(nameof(DecideRightsRequest), AccessScope.CaseInRoute, Roles.Reviewer, Roles.Supervisor),
        Bearer(nameof(GetRightsRequest), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer, Roles.Supervisor),
        Bearer(nameof(ListRightsRequests), AccessScope.CaseInRoute, Roles.Clerk, Roles.Reviewer, Roles.Supervisor),
        Bearer(nameof(ListOpenRightsRequests), AccessScope.DistrictInQuery, Roles.Reviewer, Roles.Supervisor),
        Bearer(nameof(ReadPersonalDataCopy), AccessScope.CaseInRoute, Roles.Clerk),
        Bearer(nameof(SetLegalHold), AccessScope.CaseInRoute, Roles.Admin),
        Bearer(nameof(ListNotices), AccessScope.None, [.. Roles.All]),
        Bearer(nameof(ListDataElements), AccessScope.None, [.. Roles.All]),

        Bearer(nameof(RotateCaseKeys), AccessScope.None, Roles.Admin),
        Bearer(nameof(CompareWorklist), AccessScope.None, Roles.Admin),

        Bearer(nameof(ListDeadLetters), AccessScope.None, Roles.Admin),
        Bearer(nameof(ReplayDeadLetters), AccessScope.None, Roles.Admin),

        new(nameof(ReceiveBankCallback), Authentication.Hmac, [], AccessScope.None),
        Bearer(nameof(ListStatements), AccessScope.None, Roles.BankOfficer, Roles.Supervisor, Roles.Admin),
        Bearer(nameof(ImportStatement), AccessScope.None, Roles.Supervisor, Roles.Admin),
        Bearer(nameof(ListStatementDiscrepancies), AccessScope.None, Roles.BankOfficer, Roles.Supervisor, Roles.Admin),
        Bearer(nameof(ResolveStatementDiscrepancy), AccessScope.None, Roles.BankOfficer, Roles.Supervisor),

        Bearer(nameof(ListCatalogItems), AccessScope.None, [.. Roles.All]),
        Bearer(nameof(GetCatalogItem), AccessScope.None, [.. Roles.All]),
        Bearer(nameof(ListStations), AccessScope.None, [.. Roles.All]),

        Bearer(nameof(ExportEvidence), AccessScope.CaseInRoute, Roles.Auditor),
        Anonymous(nameof(GetPublicKeys)),

        Anonymous(nameof(GetHealth)),
        Anonymous(nameof(GetReadiness)),
        Anonymous(nameof(GetOpenApi)),
        Anonymous(nameof(ZzHome)),
    ];

    /// <summary>
    /// What stands beside the functions. The Durable extension's webhooks show, end and delete every case's process
    /// whoever it belongs to: they are the operator's, never a clerk's.
    /// </summary>
    public static IReadOnlyList<HostRoute> HostRoutes { get; } =
    [
        Webhook("GET", "/instances"),
        Webhook("DELETE", "/instances"),
        Webhook("GET", "/instances/{id}"),
        Webhook("DELETE", "/instances/{id}"),
        Webhook("POST", "/instances/{id}/raiseEvent/{name}"),
        Webhook("POST", "/instances/{id}/terminate"),
        Webhook("POST", "/instances/{id}/suspend"),
        Webhook("POST", "/instances/{id}/resume"),
        Webhook("POST", "/instances/{id}/rewind"),
        Webhook("POST", "/instances/{id}/restart"),
        Webhook("POST", "/orchestrators/{name}"),
        Webhook("POST", "/orchestrators/{name}/{id}"),
        new("GET", "/admin/host/status", "master"),
    ];

    private static readonly FrozenDictionary<string, AccessRule> ByFunction =
        Rules.ToFrozenDictionary(rule => rule.Function, StringComparer.OrdinalIgnoreCase);

    /// <summary>The entry of a function, or <see langword="null"/>.</summary>
    public static AccessRule? Find(string function) => ByFunction.GetValueOrDefault(function);

    /// <summary>Compares the table with the functions that exist.</summary>
    /// <exception cref="InvalidOperationException">A function has no entry, or an entry has no function.</exception>
    public static void EnsureCovers(IEnumerable<string> functions)
    {
        string[] difference = [.. functions.Except(ByFunction.Keys).Select(name => $"{name} (no entry)"),
            .. ByFunction.Keys.Except(functions).Select(name => $"{name} (no function)")];
        if (difference.Length > 0)
        {
            throw new InvalidOperationException(
                $"The access table and the HTTP functions differ: {string.Join(", ", difference)}.");
        }
    }

    private static AccessRule Bearer(string function, AccessScope scope, params IReadOnlyList<string> roles) =>
        new(function, Authentication.Bearer, roles, scope);

    private static HostRoute Webhook(string method, string path) =>
        new(method, $"/runtime/webhooks/durabletask{path}", "durabletask_extension");

    private static AccessRule Anonymous(string function) =>
        new(function, Authentication.Anonymous, [], AccessScope.None);
}
