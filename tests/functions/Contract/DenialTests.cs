using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What becomes of refusals and of readings out of the ordinary.</summary>
public sealed class DenialTests(DaobanApp app) : ContractTest(app)
{
    private string Auditor => Issuer.Auditor("auditor-1");

    [Fact]
    public async Task Call_RefusedToAKnownPerson_IsEnteredIntoTheirChain()
    {
        (string caseId, string taskId) = await OpenAsync("SS-02");
        string reviewerId = $"reviewer-{NewId()[..8]}";
        string reviewer = Issuer.Reviewer(reviewerId, 2, "330902");

        (await PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/claim", body: null))
            .AssertProblem(403, "level-not-yours", "taskId");
        (await GetAsync(reviewer, $"/api/cases/{caseId}/ledger")).AssertProblem(403, "role-not-allowed");
        (await GetAsync(reviewer, $"/api/cases/{caseId}/ledger")).AssertProblem(403, "role-not-allowed");

        JsonNode[] entries = await AccessesAsync(reviewerId, caseId, "access-denied");
        Assert.Equal(
            ["ClaimReviewTask level-not-yours reviewer", "GetCaseLedger role-not-allowed reviewer"],
            entries.Select(entry => $"{entry["subject"]} {entry["outcome"]} {entry["role"]}"));
    }

    [Fact]
    public async Task Call_RefusedToAStranger_IsCountedAndNotListed()
    {
        long before = await CountAsync("invalid-token");

        for (int i = 0; i < 3; i++)
        {
            (await GetAsync("nonsense", "/api/stations")).AssertProblem(401, "invalid-token");
        }

        Assert.True(await CountAsync("invalid-token") >= before + 3);
        JsonNode chain = (await GetAsync(Auditor, $"/api/audit/actors/unknown/days/{Today}")).AssertStatus(200).Json;
        Assert.Empty(chain["entries"]!.AsArray());
    }

    [Fact]
    public async Task Read_CaseTakenInByAColleague_RaisesAnAlertThatAnAuditorAcknowledges()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        (await SubmitAsync(submission)).AssertStatus(201);
        string clerkId = $"clerk-{NewId()[..8]}";
        var caseId = (string)submission["caseId"]!;

        (await SendAsync(
            HttpMethod.Post, Issuer.Clerk(clerkId, "damao"), $"/api/cases/{caseId}/resident/phone", content: null))
            .AssertStatus(200);

        JsonNode entry = Assert.Single(await AccessesAsync(clerkId, caseId, "field-revealed"));
        Assert.Equal("not-own-case", (string?)entry["outcome"]);
        JsonNode alert = Assert.Single(await AlertsAsync(), alert => (string?)alert["actorId"] == clerkId);
        Assert.Equal(("not-own-case", caseId), ((string?)alert["kind"], (string?)alert["caseId"]));
        string path = $"/api/audit/alerts/{Today}/{alert["alertId"]}/acknowledgement";
        (await SendAsync(HttpMethod.Post, Clerk, path, content: null)).AssertProblem(403, "role-not-allowed");
        Answer noted = (await SendAsync(HttpMethod.Post, Auditor, path, content: null)).AssertStatus(200);
        Assert.Equal("auditor-1", (string?)noted.Json["acknowledgedBy"]);
        Assert.Equal(
            noted.Text, (await SendAsync(HttpMethod.Post, Issuer.Auditor("auditor-2"), path, content: null)).Text);
    }

    [Fact]
    public async Task Acknowledge_AlertAboutOneself_IsRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string auditorId = $"auditor-{NewId()[..8]}";
        await DeclareAsync(auditorId, "33090219620715998X");
        (await GetAsync(Issuer.Auditor(auditorId), $"/api/cases/{caseId}"))
            .AssertProblem(403, "relative-not-allowed");
        JsonNode alert = Assert.Single(await AlertsAsync(), alert => (string?)alert["actorId"] == auditorId);

        (await SendAsync(
            HttpMethod.Post,
            Issuer.Auditor(auditorId),
            $"/api/audit/alerts/{Today}/{alert["alertId"]}/acknowledgement",
            content: null)).AssertProblem(403, "same-person", "alertId");
    }

    [Fact]
    public async Task LookUp_ResidentApartFromACase_RaisesAnAlertAndRelativesAreRefused()
    {
        string auditorId = $"auditor-{NewId()[..8]}";
        string auditor = Issuer.Auditor(auditorId);
        JsonObject person = new() { ["idNumber"] = "330903195112319997" };

        JsonNode found = (await PostAsync(auditor, "/api/audit/person-hash", person)).AssertStatus(200).Json;
        JsonNode alert = Assert.Single(await AlertsAsync(), alert => (string?)alert["actorId"] == auditorId);
        Assert.Equal("without-case", (string?)alert["kind"]);

        await DeclareAsync(auditorId, "330903195112319997");
        (await PostAsync(auditor, "/api/audit/person-hash", person))
            .AssertProblem(403, "relative-not-allowed", "idNumber");
        (await GetAsync(auditor, $"/api/audit/search?person={found["person"]}"))
            .AssertProblem(403, "relative-not-allowed", "person");
        Assert.Contains(
            await AlertsAsync(),
            alert => (string?)alert["actorId"] == auditorId && (string?)alert["kind"] == "relative");
    }

    [Theory]
    [InlineData("/api/audit/denials?day=today", "day")]
    [InlineData("/api/audit/alerts?day=2026-13-01", "day")]
    [InlineData("/api/audit/alerts?continuation=%27%20or%20%27", "continuation")]
    public async Task Get_ParameterOfAnotherForm_IsRefused(string path, string field) =>
        (await GetAsync(Auditor, path)).AssertProblem(400, "malformed-parameter", field);

    private async Task<long> CountAsync(string code)
    {
        JsonNode counts = (await GetAsync(Auditor, "/api/audit/denials")).AssertStatus(200).Json;
        return counts["counts"]!.AsArray()
            .Where(count => (string?)count!["code"] == code)
            .Sum(count => (long)count!["count"]!);
    }

    private async Task DeclareAsync(string actorId, string idNumber) => (await PutAsync(
        Issuer.Token("admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } }),
        $"/api/actors/{actorId}/declarations/{NewId()}",
        new JsonObject { ["idNumber"] = idNumber, ["relation"] = "PARENT" })).AssertStatus(200);

    private async Task<List<JsonNode>> AlertsAsync()
    {
        List<JsonNode> alerts = [];
        string? continuation = null;
        do
        {
            string next = continuation is null ? "" : $"&continuation={continuation}";
            JsonNode page = (await GetAsync(Auditor, $"/api/audit/alerts?day={Today}{next}")).AssertStatus(200).Json;
            alerts.AddRange(page["alerts"]!.AsArray()!);
            continuation = (string?)page["continuation"];
        }
        while (continuation is not null);
        return alerts;
    }
}
