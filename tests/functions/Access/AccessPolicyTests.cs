using Daoban.Functions.Access;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Tests.Access;

/// <summary>Walks the whole table: every function, every role, every relation of the caller to the data.</summary>
public sealed class AccessPolicyTests
{
    private static readonly AccessTarget Target =
        new("damao", new CaseScope("damao", "330902", "police", "hash"), "person-1");

    public static TheoryData<string, string, string> Walk()
    {
        var walk = new TheoryData<string, string, string>();
        foreach (AccessRule rule in AccessTable.Rules.Where(rule => rule.Authentication is Authentication.Bearer))
        {
            foreach (string role in Roles.All)
            {
                foreach (string relation in (string[])["own", "station", "district", "department", "person", "absent"])
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
            relation == "person" ? "person-2" : "person-1",
            [role],
            relation == "station" ? ["siqian"] : ["damao"],
            relation == "district" ? ["330921"] : ["330902"],
            relation == "department" ? ["health"] : ["social-security", "police"],
            Level: 1);

        Attempt<Actor> actor = AccessPolicy.Decide(rule, user, relation == "absent" ? new AccessTarget() : Target);

        string? expected = Expected(function, role, relation);
        Assert.Equal(expected, actor.Succeeded ? null : actor.Problem.Code);
        if (actor.Succeeded)
        {
            Assert.Equal((user.Id, role, 1), (actor.Value.Id, actor.Value.Role, actor.Value.Level));
            Assert.Equal(user.Departments, actor.Value.Departments);
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
            || function is "GetCase" or "GetCaseHistory" or "GetCaseLedger" or "GetCaseTimeline" or "ListCaseReadings"
                or "RequestUnmasking" or "ReadUnmasked" or "ExportEvidence";
        bool takesRights = function is "RequestRight" or "WithdrawConsent" or "ReadPersonalDataCopy";
        bool seesRights = function is "GetRightsRequest" or "ListRightsRequests";
        bool decidesRights = function == "DecideRightsRequest";
        bool isOpen = function is "ListCatalogItems" or "GetCatalogItem" or "ListStations" or "ListNotices"
            or "ListDataElements";
        bool mayReach = (role, function) is
            ("clerk", "GetCase" or "GetDocument" or "RevealResidentField" or "RevealDecisionComment")
            or ("admin", "SetLegalHold")
            || (role == "clerk" && (takesRights || seesRights))
            || (role == "reviewer" && (reads || reviews || seesRights || decidesRights))
            || (role == "supervisor" && (decides || seesRights || decidesRights))
            || (role == "auditor" && audits);
        return (role, relation) switch
        {
            _ when isOpen => null,
            ("clerk", _) when function == "SubmitCase" => null,
            ("reviewer", _) when function == "ListReviewTasks" => null,
            ("reviewer" or "supervisor", _) when function == "ListOpenRightsRequests" => null,
            ("admin", _) when function is "RotateCaseKeys" or "RebuildAuditIndex" or "CompareWorklist" => null,
            ("bank-officer" or "supervisor" or "admin", _)
                when function is "ListStatements" or "ListStatementDiscrepancies" => null,
            ("supervisor" or "admin", _) when function is "ImportStatement" => null,
            ("bank-officer" or "supervisor", _) when function is "ResolveStatementDiscrepancy" => null,
            ("admin", _) when function is "ListDeadLetters" or "ReplayDeadLetters" => null,
            ("auditor", _) when function is "GetAccessChain" or "AcknowledgeAlert" => null,
            ("auditor", _) when function is "SearchAudit" or "HashPerson" => null,
            ("auditor" or "admin", _) when function is "GetDenials" or "ListAlerts" => null,
            ("admin", _) when function is "PutDeclaration" or "ListDeclarations" => null,
            ("auditor", _) when function is "ListDeclarations" => null,
            (_, "person" or "absent") when function is "PutDeclaration" or "ListDeclarations" => "actor-not-yours",
            _ when function is "PutDeclaration" or "ListDeclarations" => null,
            ("admin", "person" or "absent") when function == "WithdrawDeclaration" => null,
            ("admin", _) when function == "WithdrawDeclaration" => "same-person",
            ("clerk", "absent") when function == "PutDocument" => "missing-parameter",
            ("clerk", "station") when function == "PutDocument" || mayReach => "station-not-yours",
            ("clerk", _) when function == "PutDocument" => null,
            (_, "absent") when mayReach => "unknown-case",
            ("reviewer" or "supervisor", "district") when mayReach => "district-not-yours",
            ("reviewer", "department") when mayReach => "department-not-yours",
            _ when mayReach => null,
            _ => "role-not-allowed",
        };
    }

    [Fact]
    public void Decide_SeveralRoles_ActsInTheOneWhoseScopeFits()
    {
        var user = new SignedInUser("person-1", ["clerk", "reviewer"], ["siqian"], ["330902"], ["police"], Level: 1);

        Attempt<Actor> actor = AccessPolicy.Decide(AccessTable.Find("GetCase")!, user, Target);

        Assert.Equal("reviewer", actor.Value.Role);
    }

    [Fact]
    public void Decide_UnknownRole_OpensNothing()
    {
        var user = new SignedInUser("person-1", ["root"], ["damao"], ["330902"], ["police"], Level: 1);

        Assert.All(
            AccessTable.Rules.Where(rule => rule.Authentication is Authentication.Bearer),
            rule => Assert.Equal("role-not-allowed", AccessPolicy.Decide(rule, user, Target).Problem.Code));
    }
}
