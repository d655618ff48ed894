using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daoban.Functions.Access;
using Daoban.Functions.Http;
using Daoban.Functions.OpenApi;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Statements;

namespace Daoban.Functions.Tests.Contract;

/// <summary>
/// What a walk through the whole access table needs: a request for any function, the dimensions in which a caller may
/// be out of scope, and what the table alone says of each.
/// </summary>
internal sealed partial class AccessWalk(string caseId, string taskId, Func<JsonNode> submission)
{
    public const string Station = "damao";
    public const string District = "330902";
    public const string Department = "police";
    public const int Level = 1;

    /// <summary>In scope, then out of it in one dimension each; the last caller has no scope at all.</summary>
    public static readonly IReadOnlyList<string> Dimensions =
    [
        "in", "station", "district", "department", "level", "no-level", "own-case", "relative", "person", "nothing",
    ];

    private const string Bystander = "bystander";

    private readonly Dictionary<Type, Func<string>> bodies = new()
    {
        [typeof(CaseSubmission)] = () => submission().ToJsonString(),
        // Breaks a rule that is looked at after everything that concerns access.
        [typeof(DecisionData)] = () => """{"verdict":"rejected"}""",
        [typeof(BankCallback)] = () => "{}",
        [typeof(UnmaskRequestData)] = () => """{"field":"name","reasonCode":"none"}""",
        [typeof(UnmaskDecisionData)] = () => """{"decisionId":"1","verdict":"approved"}""",
        [typeof(PersonLookup)] = () => """{"idNumber":"1"}""",
        [typeof(RightsRequestData)] = () => """{"kind":"COPY","reasonCode":"none"}""",
        [typeof(RightsDecisionData)] = () => """{"decisionId":"1","verdict":"approved"}""",
        [typeof(ResolutionData)] = () => """{"reasonCode":"none"}""",
        [typeof(LegalHoldData)] = () => """{"hold":true,"reasonCode":"none"}""",
        [typeof(DeclarationData)] = () => """{"idNumber":"330903195112319997","relation":"OTHER"}""",
    };

    /// <summary>Who calls: out of scope in at most one dimension.</summary>
    public static string CallerOf(string role, string dimension) => $"walker-{role}-{dimension}";

    /// <summary>The claims of the caller.</summary>
    public static Dictionary<string, object> ClaimsOf(string role, string dimension)
    {
        Dictionary<string, object> claims = new() { ["roles"] = new[] { role } };
        if (dimension != "nothing")
        {
            claims["stations"] = new[] { dimension == "station" ? "siqian" : Station };
            claims["districts"] = new[] { dimension == "district" ? "330921" : District };
            claims["departments"] = new[] { dimension == "department" ? "health" : Department };
        }

        if (dimension is not ("nothing" or "no-level"))
        {
            claims["level"] = dimension == "level" ? Level + 1 : Level;
        }

        return claims;
    }

    /// <summary>The request of a caller, sound in every respect that access looks at.</summary>
    public HttpRequestMessage Request(HttpFunction function, string method, string caller, string dimension)
    {
        AccessScope scope = AccessTable.Find(function.Name)!.Scope;
        string person = (scope is AccessScope.OtherActorInRoute) == (dimension == "person") ? caller : Bystander;
        string path = "/" + RouteParameter().Replace(function.Route, match => match.Groups["name"].Value switch
        {
            "caseId" => caseId,
            "taskId" => taskId,
            "documentId" or "decisionId" or "declarationId" or "requestId" or "consentId" =>
                Guid.NewGuid().ToString("D"),
            "field" => "name",
            "code" => "SS-02",
            "actorId" => person,
            "day" => "2026-11-25",
            "alertId" or "discrepancyId" => new string('0', 32),
            "path" => "",
            "queue" => "review-decisions",
            string other => throw new InvalidOperationException(
                $"The walk has no value for {{{other}}} in the route of {function.Name}: teach it one."),
        });
        return new HttpRequestMessage(HttpMethod.Parse(method), path + QueryOf(scope)) { Content = BodyOf(function) };
    }

    /// <summary>The code of the refusal that the table says; null when the caller may.</summary>
    public static string? Expected(AccessRule rule, string role, string dimension)
    {
        bool isStation = dimension is "station" or "nothing";
        bool isDistrict = dimension is "district" or "nothing";
        bool isRelative = dimension is "own-case" or "relative";
        return rule.Scope switch
        {
            _ when !rule.Roles.Contains(role) => "role-not-allowed",
            AccessScope.None => null,
            AccessScope.StationInQuery => isStation ? "station-not-yours" : null,
            AccessScope.StationInBody => isStation ? "station-not-yours" : isRelative ? "relative-not-allowed" : null,
            AccessScope.CaseInRoute or AccessScope.TaskInRoute => (role, dimension) switch
            {
                (Roles.Clerk, _) when isStation => "station-not-yours",
                (Roles.Reviewer or Roles.Supervisor, _) when isDistrict => "district-not-yours",
                (Roles.Reviewer, "department") => "department-not-yours",
                (Roles.Reviewer, "level" or "no-level") when rule.Scope is AccessScope.TaskInRoute => "level-not-yours",
                _ => isRelative ? "relative-not-allowed" : null,
            },
            AccessScope.OwnWorklist => isDistrict ? "district-not-yours"
                : dimension == "department" ? "department-not-yours"
                // Of another level one sees the list of that level.
                : dimension == "no-level" ? "level-not-yours"
                : null,
            AccessScope.DistrictInQuery => isDistrict ? "district-not-yours" : null,
            AccessScope.ActorInRoute => dimension == "person" && !rule.Everybody.Contains(role)
                ? "actor-not-yours"
                : null,
            AccessScope.OtherActorInRoute => dimension == "person" ? "same-person" : null,
            _ => throw new InvalidOperationException($"The walk does not know the scope {rule.Scope}: teach it."),
        };
    }

    private static string QueryOf(AccessScope scope) => scope switch
    {
        AccessScope.StationInQuery => $"?material=M01&station={Station}",
        AccessScope.DistrictInQuery => $"?district={District}",
        AccessScope.OwnWorklist => $"?district={District}&department={Department}",
        _ => "",
    };

    private ByteArrayContent? BodyOf(HttpFunction function)
    {
        OperationAttribute about = function.Method.GetCustomAttribute<OperationAttribute>()!;
        if (about.RequestTypes.Length > 0)
        {
            return new ByteArrayContent(Papers.Pdf("walk"));
        }

        if (about.Request is not { } type)
        {
            return null;
        }

        return bodies.TryGetValue(type, out Func<string>? body)
            ? new StringContent(body(), Encoding.UTF8, "application/json")
            : throw new InvalidOperationException(
                $"The walk has no body of type {type.Name} for {function.Name}: teach it one.");
    }

    [GeneratedRegex(@"\{\*?(?<name>[A-Za-z]+)\}")]
    private static partial Regex RouteParameter();
}
