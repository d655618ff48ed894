using Daoban.Functions.Access;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Tests.Access;

/// <summary>Walks the whole table: every function, every role, every relation of the caller to the data.</summary>
public sealed class AccessPolicyTests
{
    private static readonly CaseScope Case = new("damao", "330902");

    public static TheoryData<string, string, string> Walk()
    {
        var walk = new TheoryData<string, string, string>();
        foreach (AccessRule rule in AccessTable.Rules.Where(rule => rule.Authentication is Authentication.Bearer))
        {
            foreach (string role in Roles.All)
            {
                foreach (string relation in (string[])["own", "other", "absent"])
                {
                    walk.Add(rule.Function, role, relation);
                }
            }
        }

        return walk;
    }

    [Theory]
    [MemberData(nameof(Walk))]
    public void Decide_EveryFunctionRoleAndRelation_AllowsOnlyWhatIsWritten(
        string function, string role, string relation)
    {
        AccessRule rule = AccessTable.Find(function)!;
        var user = new SignedInUser(
            "person-1",
            [role],
            relation == "own" ? ["damao"] : ["siqian"],
            relation == "own" ? ["330902"] : ["330921"],
            Level: 1);

        Attempt<Actor> actor = AccessPolicy.Decide(
            rule, user, relation == "absent" ? null : "damao", relation == "absent" ? null : Case);

        string? expected = Expected(function, role, relation);
        Assert.Equal(expected, actor.Succeeded ? null : actor.Problem.Code);
        if (actor.Succeeded)
        {
            Assert.Equal(("person-1", role, 1), (actor.Value.Id, actor.Value.Role, actor.Value.Level));
        }
    }

    /// <summary>The rules of the design once more, in other words than the table's.</summary>
    private static string? Expected(string function, string role, string relation)
    {
        bool reads = function is "GetCase" or "GetDocument";
        bool reveals = function is "RevealResidentField" or "RevealDecisionComment";
        bool reviews = reveals || function is "GetReviewTask" or "ClaimReviewTask" or "DecideReviewTask";
        bool audits = function is "GetCaseHistory" or "GetCaseLedger";
        bool isOpen = function is "ListCatalogItems" or "GetCatalogItem" or "ListStations" or "ListNotices"
            or "ListDataElements";
        bool takesRights = function is "RequestRight" or "WithdrawConsent" or "ReadPersonalDataCopy";
        bool seesRights = function is "GetRightsRequest" or "ListRightsRequests";
        bool decidesRights = function == "DecideRightsRequest";
        return (role, relation) switch
        {
            _ when isOpen => null,
            ("clerk", _) when function == "SubmitCase" => null,
            ("reviewer", _) when function == "ListReviewTasks" => null,
            ("reviewer" or "supervisor", _) when function == "ListOpenRightsRequests" => null,
            ("clerk", "own") when function == "PutDocument" || reads || reveals || takesRights || seesRights => null,
            ("clerk", "other") when function == "PutDocument" || reads || reveals || takesRights || seesRights =>
                "station-not-yours",
            ("clerk", _) when function == "PutDocument" => "missing-parameter",
            ("reviewer", "own") when reads || reviews || seesRights || decidesRights => null,
            ("reviewer", "other") when reads || reviews || seesRights || decidesRights => "district-not-yours",
            ("supervisor", not "absent") when seesRights || decidesRights => null,
            ("admin", not "absent") when function == "SetLegalHold" => null,
            ("supervisor", _) when seesRights || decidesRights => "unknown-case",
            ("admin", _) when function == "SetLegalHold" => "unknown-case",
            ("admin", _) when function == "RotateCaseKeys" => null,
            ("auditor", _) when function == "GetAccessChain" => null,
            ("auditor", not "absent") when function == "GetCase" || audits => null,
            ("clerk", _) when reads || reveals || takesRights || seesRights => "unknown-case",
            ("reviewer", _) when reads || reviews || seesRights || decidesRights => "unknown-case",
            ("auditor", _) when function == "GetCase" || audits => "unknown-case",
            _ => "role-not-allowed",
        };
    }

    [Fact]
    public void Decide_SeveralRoles_ActsInTheOneWhoseScopeFits()
    {
        var user = new SignedInUser("person-1", ["clerk", "reviewer"], ["siqian"], ["330902"], Level: 1);

        Attempt<Actor> actor = AccessPolicy.Decide(AccessTable.Find("GetCase")!, user, null, Case);

        Assert.Equal("reviewer", actor.Value.Role);
    }

    [Fact]
    public void Decide_UnknownRole_OpensNothing()
    {
        var user = new SignedInUser("person-1", ["root"], ["damao"], ["330902"], Level: 1);

        Assert.All(
            AccessTable.Rules.Where(rule => rule.Authentication is Authentication.Bearer),
            rule => Assert.Equal("role-not-allowed", AccessPolicy.Decide(rule, user, "damao", Case).Problem.Code));
    }
}
