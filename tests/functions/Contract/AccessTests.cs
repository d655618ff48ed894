using System.Net;
using System.Net.Http.Headers;
using Daoban.Functions.Access;

namespace Daoban.Functions.Tests.Contract;

public sealed class AccessTests(DaobanApp app) : ContractTest(app)
{
    [Theory]
    [InlineData("Basic Y2xlcms6cGFzc3dvcmQ=")]
    [InlineData("Bearer")]
    [InlineData("token")]
    public async Task Call_WithAnotherScheme_CountsAsWithoutToken(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stations");
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));

        (await SendAsync(request)).AssertProblem(401, "missing-token");
    }

    [Fact]
    public async Task Call_CaseOfAnotherStation_IsRefusedToTheClerk()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        (await GetAsync(Issuer.Clerk("clerk-wu", "guanshan"), $"/api/cases/{caseId}"))
            .AssertProblem(403, "station-not-yours");
        (await GetAsync(Issuer.Clerk("clerk-wu", "siqian", "damao"), $"/api/cases/{caseId}")).AssertStatus(200);
    }

    [Fact]
    public async Task Call_CaseOfAnotherDistrict_IsRefusedToTheReviewer()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);
        string stranger = Issuer.Reviewer("reviewer-9", 1, "330921");

        (await GetAsync(stranger, $"/api/cases/{caseId}")).AssertProblem(403, "district-not-yours");
        (await PutAsync(stranger, $"/api/cases/{caseId}/review-tasks/{taskId}/claim", body: null))
            .AssertProblem(403, "district-not-yours");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    [Fact]
    public async Task Call_AnotherCaseIdInTheQuery_DoesNotOpenTheCaseOfTheRoute()
    {
        (string foreign, _) = await OpenAsync("PS-01");

        (await GetAsync(Issuer.Clerk("clerk-wu", "guanshan"), $"/api/cases/{foreign}?caseId={NewId()}"))
            .AssertProblem(403, "station-not-yours");
        (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/cases/{NewId()}?caseId={foreign}"))
            .AssertProblem(404, "unknown-case");
    }

    [Fact]
    public async Task Call_DeniedByTheFunctionItself_IsLoggedWithTheActor()
    {
        string clerk = $"clerk-{NewId()[..8]}";
        System.Text.Json.Nodes.JsonObject submission = Submission(NewId(), "PS-01", []);

        (await PostAsync(Issuer.Clerk(clerk, "guanshan"), "/api/cases", submission))
            .AssertProblem(403, "station-not-yours", "stationId");

        Assert.Single(App.LogLines, line => line.Contains(
            $"Denied {clerk} at SubmitCase: station-not-yours", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_UnknownOrMalformedCase_IsRefused()
    {
        (await GetAsync(Clerk, $"/api/cases/{NewId()}")).AssertProblem(404, "unknown-case");
        (await GetAsync(Clerk, "/api/cases/1%27%20or%20%271")).AssertProblem(400, "malformed-id", "caseId");
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/problems/id-number-invalid", "text/html")]
    [InlineData("/api/health", "application/json")]
    [InlineData("/api/health/ready", "application/json")]
    [InlineData("/api/openapi.json", "application/json")]
    public async Task Get_OpenPage_NeedsNoToken(string path, string mediaType)
    {
        Answer answer = (await GetAsync(token: null, path)).AssertStatus(200);

        Assert.Equal(mediaType, answer.MediaType);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/problems/no-such-code")]
    [InlineData("/api/nowhere")]
    public async Task Get_UnknownPath_IsAProblem(string path) =>
        (await GetAsync(token: null, path)).AssertProblem(404, "not-found");

    [Fact]
    public async Task Get_CatalogAndStations_AreForAnyoneSignedIn()
    {
        Answer items = (await GetAsync(Clerk, "/api/catalog/items")).AssertStatus(200);
        Answer item = (await GetAsync(Clerk, "/api/catalog/items/SS-02")).AssertStatus(200);
        Answer stations = (await GetAsync(Issuer.Auditor("auditor-1"), "/api/stations")).AssertStatus(200);

        Assert.Equal(["HE-01", "PS-01", "SS-02"], items.Json.AsArray().Select(i => (string?)i!["code"]).Order());
        Assert.Equal("SS-03", (string?)item.Json["payment"]!["code"]);
        Assert.Equal(13, stations.Json.AsArray().Count);
        (await GetAsync(Clerk, "/api/catalog/items/XX-99")).AssertProblem(404, "not-found", "code");
    }

    public static TheoryData<string, string> HostRoutes()
    {
        TheoryData<string, string> routes = [];
        foreach (HostRoute route in AccessTable.HostRoutes)
        {
            routes.Add(route.Method, route.Path);
        }

        return routes;
    }

    [Theory]
    [MemberData(nameof(HostRoutes))]
    public async Task Call_HostRoute_IsOpenToNoRole(string method, string path)
    {
        string token = Issuer.Token(
            "person-1", new Dictionary<string, object> { ["roles"] = Roles.All.ToArray() });
        string target = path.Replace("{id}", NewId(), StringComparison.Ordinal)
            .Replace("{name}", "CaseOrchestrator", StringComparison.Ordinal);
        Assert.DoesNotContain('{', target);

        foreach (string? bearer in new[] { token, "nonsense", null })
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), target);
            request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);

            // Not by the helpers, which know the answers of functions.
            using HttpResponseMessage answer = await App.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }
}
