using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Daoban.Functions.Access;
using Daoban.Functions.Http;

namespace Daoban.Functions.Tests.Contract;

/// <summary>
/// Walks every route with every role, in scope and out of it in every dimension, and compares what the running
/// application answers with what the access table alone says.
/// </summary>
public sealed class AccessWalkTests(DaobanApp app) : ContractTest(app)
{
    // One case for all: no step of the walk ends it.
    private static readonly Lock Gate = new();
    private static Task<AccessWalk>? Shared;

    public static TheoryData<string> Functions() => [.. HttpFunction.All.Select(function => function.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Walk_EveryRoleAndDimension_IsAnsweredAsTheTableSays(string name)
    {
        AccessWalk walk = await SharedAsync();
        HttpFunction function = HttpFunction.All.Single(function => function.Name == name);
        AccessRule rule = AccessTable.Find(name)!;
        List<string> wrong = [];
        foreach (string method in function.Methods)
        {
            foreach (string role in Roles.All)
            {
                foreach (string dimension in AccessWalk.Dimensions)
                {
                    string caller = AccessWalk.CallerOf(role, dimension);
                    string token = Issuer.Token(caller, AccessWalk.ClaimsOf(role, dimension));
                    Answer answer = await AnswerAsync(walk, function, method, caller, dimension, token);
                    string? expected = rule.Authentication switch
                    {
                        Authentication.Bearer => AccessWalk.Expected(rule, role, dimension),
                        Authentication.Hmac => "unknown-merchant",
                        _ => null,
                    };
                    string? actual = answer.Status is 401 or 403 ? (string?)answer.Json["code"] : null;
                    // No time-stamp authority runs beside this application, so nothing can be exported here.
                    bool isFault = answer.Status is 429 or >= 500 && (string?)answer.Json["code"] != "not-time-stamped";
                    if (actual != expected || isFault)
                    {
                        wrong.Add($"{method} {role} {dimension}: {answer.Status} {actual} instead of {expected}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Walk_WithoutSoundToken_IsRefusedExactlyWhereOneIsAskedFor(string name)
    {
        AccessWalk walk = await SharedAsync();
        HttpFunction function = HttpFunction.All.Single(function => function.Name == name);
        bool asks = AccessTable.Find(name)!.Authentication is Authentication.Bearer;
        Dictionary<string, object> claims = AccessWalk.ClaimsOf(Roles.Admin, "in");
        claims["roles"] = Roles.All.ToArray();
        string forged = Issuer.Token("person-1", claims, descriptor => descriptor.Audience = "another-api");
        foreach (string method in function.Methods)
        {
            Answer without = await AnswerAsync(walk, function, method, "person-1", "in", token: null);
            Answer with = await AnswerAsync(walk, function, method, "person-1", "in", forged);

            if (asks)
            {
                without.AssertProblem(401, "missing-token");
                with.AssertProblem(401, "invalid-token");
                Assert.Equal("Bearer", without.Headers.WwwAuthenticate.ToString());
                Assert.Equal("Bearer error=\"invalid_token\"", with.Headers.WwwAuthenticate.ToString());
            }
            else
            {
                Assert.Equal(without.Status, with.Status);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Walk_UnknownRole_OpensNothing(string name)
    {
        AccessWalk walk = await SharedAsync();
        HttpFunction function = HttpFunction.All.Single(function => function.Name == name);
        string token = Issuer.Token("person-1", AccessWalk.ClaimsOf("root", "in"));
        foreach (string method in function.Methods)
        {
            Answer answer = await AnswerAsync(walk, function, method, "person-1", "in", token);

            if (AccessTable.Find(name)!.Authentication is Authentication.Bearer)
            {
                answer.AssertProblem(403, "role-not-allowed");
            }
        }
    }

    [Fact]
    public void Table_EveryScope_IsKnownToTheWalk() => Assert.All(
        AccessTable.Rules.Where(rule => rule.Authentication is Authentication.Bearer),
        rule => Assert.Null(AccessWalk.Expected(rule, rule.Roles[0], "in")));

    private Task<AccessWalk> SharedAsync()
    {
        lock (Gate)
        {
            return Shared ??= CreateAsync();
        }
    }

    private async Task<AccessWalk> CreateAsync()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        JsonObject submission = Submission(NewId(), "PS-01", []);
        var number = (string)submission["resident"]!["idNumber"]!;
        string admin = Issuer.Token("admin-1", AccessWalk.ClaimsOf(Roles.Admin, "in"));
        foreach (string role in Roles.All)
        {
            foreach ((string dimension, string relation) in new[] { ("own-case", "SELF"), ("relative", "SPOUSE") })
            {
                (await PutAsync(
                    admin,
                    $"/api/actors/{AccessWalk.CallerOf(role, dimension)}/declarations/{NewId()}",
                    new JsonObject { ["idNumber"] = number, ["relation"] = relation })).AssertStatus(200);
            }
        }

        return new AccessWalk(caseId, taskId, () => Submission(NewId(), "PS-01", []));
    }

    private async Task<Answer> AnswerAsync(
        AccessWalk walk, HttpFunction function, string method, string caller, string dimension, string? token)
    {
        using HttpRequestMessage request = walk.Request(function, method, caller, dimension);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await SendAsync(request);
    }
}
