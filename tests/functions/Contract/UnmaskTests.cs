using System.Text;
using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

/// <summary>An auditor sees personal data with a reason and a second person's approval, and not otherwise.</summary>
public sealed class UnmaskTests(DaobanApp app) : ContractTest(app)
{
    private readonly string requester = $"auditor-{NewId()[..8]}";

    private string Auditor => Issuer.Auditor(requester);

    [Fact]
    public async Task Unmask_ApprovedByAnotherAuditor_ShowsTheFieldToTheRequester()
    {
        string path = await RequestAsync("idNumber");
        (await ReadAsync(Auditor, path)).AssertProblem(403, "not-approved", "requestId");

        Answer decided = (await DecideAsync(Issuer.Auditor("auditor-2"), path, "approved")).AssertStatus(200);
        Answer read = (await ReadAsync(Auditor, path)).AssertStatus(200);

        Assert.Equal("approved", (string?)decided.Json["state"]);
        Assert.Equal(
            ("idNumber", "33090219620715998X"), ((string?)read.Json["field"], (string?)read.Json["text"]));
        (await ReadAsync(Issuer.Auditor("auditor-2"), path)).AssertProblem(403, "request-not-yours", "requestId");
        JsonNode reading = Assert.Single(await AccessesAsync(requester, path.Split('/')[3], "field-revealed"));
        Assert.Equal("idNumber", (string?)reading["subject"]);
        Answer one = (await GetAsync(Auditor, path)).AssertStatus(200);
        Answer list = (await GetAsync(Auditor, path[..path.LastIndexOf('/')])).AssertStatus(200);
        Assert.True(JsonNode.DeepEquals(one.Json, Assert.Single(list.Json["requests"]!.AsArray())));
    }

    [Fact]
    public async Task Unmask_ApprovedPaper_IsGivenAsItWasScanned()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        JsonNode file = (await GetAsync(Auditor, $"/api/cases/{caseId}")).AssertStatus(200).Json;
        string documentId = (string)file["documents"]![0]!["documentId"]!;
        (await GetAsync(Auditor, $"/api/cases/{caseId}/documents/{documentId}"))
            .AssertProblem(403, "role-not-allowed");
        string path = $"/api/cases/{caseId}/unmask-requests/{NewId()}";
        (await PutAsync(Auditor, path, Wish($"document.{documentId}"))).AssertStatus(200);
        (await DecideAsync(Issuer.Supervisor("supervisor-1", "330902"), path, "approved")).AssertStatus(200);

        Answer read = (await ReadAsync(Auditor, path)).AssertStatus(200);

        Assert.Equal("application/pdf", read.MediaType);
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(read.Bytes), StringComparison.Ordinal);
        Assert.Single(await AccessesAsync(requester, caseId, "document-read"));
    }

    [Fact]
    public async Task Decide_ByRequesterOrOutOfScope_IsRefused()
    {
        string path = await RequestAsync("name");

        (await DecideAsync(Auditor, path, "approved")).AssertProblem(403, "same-person");
        (await DecideAsync(Issuer.Supervisor("supervisor-9", "330921"), path, "approved"))
            .AssertProblem(403, "district-not-yours");
        (await DecideAsync(Reviewer("reviewer-1"), path, "approved")).AssertProblem(403, "role-not-allowed");
        (await DecideAsync(Issuer.Auditor("clerk-lin"), path, "approved")).AssertProblem(403, "same-person");
        (await DecideAsync(Issuer.Auditor("auditor-2"), path, "maybe")).AssertProblem(400, "malformed-body", "verdict");
        (await DecideAsync(Issuer.Auditor("auditor-2"), $"{path[..^12]}{NewId()[^12..]}", "approved"))
            .AssertProblem(404, "unknown-request", "requestId");

        Assert.Equal("requested", (string?)(await GetAsync(Auditor, path)).Json["state"]);
    }

    [Fact]
    public async Task Request_ThatIsNone_IsRefusedAndNothingIsEntered()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string path = $"/api/cases/{caseId}/unmask-requests/{NewId()}";
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await PutAsync(Auditor, path, Wish("face"))).AssertProblem(422, "unknown-field", "field");
        (await PutAsync(Auditor, path, Wish("name", reason: "curiosity")))
            .AssertProblem(422, "reason-required", "reasonCode");
        (await PutAsync(Auditor, path, Wish("name", reference: "林阿婆")))
            .AssertProblem(422, "reference-invalid", "reference");
        (await PutAsync(Auditor, path[..^1], Wish("name"))).AssertProblem(400, "malformed-id", "requestId");
        (await PutAsync(Issuer.Auditor("clerk-lin"), path, Wish("name"))).AssertProblem(403, "same-person");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    private static JsonObject Wish(string field, string reason = "complaint", string? reference = "SD-2026/12") =>
        new() { ["field"] = field, ["reasonCode"] = reason, ["reference"] = reference };

    private async Task<string> RequestAsync(string field)
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string path = $"/api/cases/{caseId}/unmask-requests/{NewId()}";
        (await PutAsync(Auditor, path, Wish(field))).AssertStatus(200);
        (await PutAsync(Auditor, path, Wish(field))).AssertStatus(200);
        return path;
    }

    private Task<Answer> DecideAsync(string token, string path, string verdict) => PostAsync(
        token, $"{path}/decision", new JsonObject { ["decisionId"] = NewId(), ["verdict"] = verdict });

    private Task<Answer> ReadAsync(string token, string path) =>
        SendAsync(HttpMethod.Post, token, $"{path}/reading", content: null);
}
