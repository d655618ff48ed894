using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

public sealed class AuditSearchTests(DaobanApp app) : ContractTest(app)
{
    private string Auditor => Issuer.Auditor("auditor-1");

    [Fact]
    public async Task Search_ByCaseAndByHashOfAPerson_FindsTheIntake()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        JsonObject person = new() { ["idNumber"] = "33090219620715998X" };
        string hash = (string)(await PostAsync(Auditor, "/api/audit/person-hash", person)).AssertStatus(200)
            .Json["person"]!;

        JsonNode byCase = (await GetAsync(Auditor, $"/api/audit/search?caseId={caseId}")).AssertStatus(200).Json;
        JsonNode byPerson = (await GetAsync(
            Auditor, $"/api/audit/search?person={hash}&station=damao&item=PS-01&from={Today}&to={Today}"))
            .AssertStatus(200).Json;

        Assert.Equal("case-submitted", (string?)Assert.Single(byCase["hits"]!.AsArray())!["action"]);
        Assert.Contains(caseId, byPerson["hits"]!.AsArray().Select(hit => (string?)hit!["caseId"]));
    }

    [Fact]
    public async Task Search_WrongParameters_AreRefusedByName()
    {
        (await GetAsync(Auditor, "/api/audit/search")).AssertProblem(400, "missing-parameter");
        (await GetAsync(Auditor, "/api/audit/search?person=33090219620715998X"))
            .AssertProblem(400, "malformed-parameter", "person");
        (await GetAsync(Auditor, "/api/audit/search?actor=clerk-lin&continuation=1"))
            .AssertProblem(400, "malformed-parameter", "continuation");
        JsonObject person = new() { ["idNumber"] = "330902196207159981" };
        (await PostAsync(Auditor, "/api/audit/person-hash", person))
            .AssertProblem(422, "id-number-invalid", "idNumber");
    }

    [Fact]
    public async Task Readings_OfACase_NameEachReaderAndWhat()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        (await SendAsync(HttpMethod.Post, Clerk, $"/api/cases/{caseId}/resident/phone", content: null))
            .AssertStatus(200);

        JsonNode page = (await GetAsync(Auditor, $"/api/cases/{caseId}/readings")).AssertStatus(200).Json;

        JsonNode reading = page["entries"]!.AsArray()[^1]!;
        Assert.Equal(
            ("clerk-lin", "field-revealed", "phone"),
            ((string?)reading["actorId"], (string?)reading["action"], (string?)reading["subject"]));
    }

    [Fact]
    public async Task Timeline_OfACaseUnderWay_IsSoundAndSaysWhereEachLineComesFrom()
    {
        (string caseId, _) = await OpenAsync("PS-01");

        JsonNode page = (await GetAsync(Auditor, $"/api/cases/{caseId}/timeline")).AssertStatus(200).Json;

        Assert.True((bool)page["isSound"]!, page.ToJsonString());
        Assert.Equal(
            ["history", "ledger"],
            page["lines"]!.AsArray().Select(line => (string)line!["source"]!).Distinct().Order());
        (await GetAsync(Auditor, $"/api/cases/{caseId}/timeline?continuation=1"))
            .AssertProblem(400, "malformed-parameter", "continuation");
    }

    [Fact]
    public async Task Rebuild_PartByPart_ComesToAnEnd()
    {
        string admin = Issuer.Token("admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } });
        const string Path = "/api/audit/index/rebuild";
        (await SubmitAsync(await PrepareAsync("PS-01"))).AssertStatus(201);
        string? continuation = null;
        int cases = 0;
        do
        {
            string query = continuation is null ? "" : $"?continuation={continuation}";
            JsonNode progress = (await SendAsync(HttpMethod.Post, admin, Path + query, content: null))
                .AssertStatus(200).Json;
            cases += (int)progress["cases"]!;
            continuation = (string?)progress["continuation"];
        }
        while (continuation is not null);

        (await SendAsync(HttpMethod.Post, admin, $"{Path}?continuation=1", content: null))
            .AssertProblem(400, "malformed-parameter", "continuation");
        Assert.InRange(cases, 1, int.MaxValue);
    }
}
