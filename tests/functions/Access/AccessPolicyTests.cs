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
        bool decides = function is "DecideUnmaskRequest" or "ListUnmaskRequests" or "GetUnmaskRequest";
        bool reveals = function is "RevealResidentField" or "RevealDecisionComment";
        bool reviews = reveals || function is "GetReviewTask" or "ClaimReviewTask" or "DecideReviewTask";
        bool audits = decides
            || function is "GetCase" or "GetCaseHistory" or "GetCaseLedger" or "RequestUnmasking" or "ReadUnmasked"
                or "ListCaseReadings" or "GetCaseTimeline";
        bool isOpen = function is "ListCatalogItems" or "GetCatalogItem" or "ListStations";
        return (role, relation) switch
        {
            _ when isOpen => null,
            ("clerk", _) when function == "SubmitCase" => null,
            ("reviewer", _) when function == "ListReviewTasks" => null,
            ("clerk", "own") when function == "PutDocument" || reads || reveals => null,
            ("clerk", "other") when function == "PutDocument" || reads || reveals => "station-not-yours",
            ("clerk", _) when function == "PutDocument" => "missing-parameter",
            ("reviewer", "own") when reads || reviews => null,
            ("reviewer", "other") when reads || reviews => "district-not-yours",
            ("admin", _) when function == "RotateCaseKeys" => null,
            ("auditor", _) when function is "GetAccessChain" or "SearchAudit" or "HashPerson" => null,
            ("admin", _) when function == "RebuildAuditIndex" => null,
            ("auditor", not "absent") when audits => null,
            ("supervisor", "own") when decides => null,
            ("supervisor", "other") when decides => "district-not-yours",
            ("supervisor", _) when decides => "unknown-case",
            ("clerk", _) when reads || reveals => "unknown-case",
            ("reviewer", _) when reads || reviews => "unknown-case",
            ("auditor", _) when audits => "unknown-case",
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
