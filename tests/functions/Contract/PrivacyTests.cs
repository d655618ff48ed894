using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

public sealed class PrivacyTests(DaobanApp app) : ContractTest(app)
{
    [Fact]
    public async Task List_NoticesAndDataElements_AreForAnyoneSignedIn()
    {
        JsonArray notices = (await GetAsync(Clerk, "/api/notices")).AssertStatus(200).Json.AsArray();
        JsonNode register = (await GetAsync(Issuer.Auditor("auditor-1"), "/api/privacy/data-elements"))
            .AssertStatus(200).Json;

        JsonNode intake = notices.Single(notice => (string?)notice!["code"] == "intake")!;
        Assert.True((bool)intake["isInForce"]!);
        Assert.Equal(64, ((string)intake["textHash"]!).Length);
        Assert.Contains(notices, notice => (string?)notice!["code"] == "face-check");
        JsonNode account = register["elements"]!.AsArray().Single(e => (string?)e!["code"] == "bankAccount")!;
        Assert.Equal(
            ("financeAccount", "STATUTORY_DUTY", "case-data"),
            ((string?)account["sensitivity"], (string?)account["legalBasis"], (string?)account["retentionClass"]));
    }

    [Theory]
    [InlineData("version", 99, "UNKNOWN")]
    [InlineData("code", "face-check", "UNKNOWN")]
    [InlineData("shownAt", "2020-01-01T00:00:00Z", "OUTDATED")]
    public async Task Submit_NoticeThatDoesNotFit_IsRefusedWithTheReason(string member, object value, string reason)
    {
        JsonObject submission = await PrepareAsync("PS-01");
        submission["notice"]![member] = JsonValue.Create(value);

        Answer answer = (await SubmitAsync(submission)).AssertProblem(422, "notice-invalid", $"notice.{member}");

        Assert.Equal(reason, (string?)answer.Json["facts"]!["reason"]);
    }

    [Fact]
    public async Task Submit_WithoutNotice_IsRefused()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        submission.Remove("notice");

        (await SubmitAsync(submission)).AssertProblem(400, "malformed-body", "notice");
    }

    [Fact]
    public async Task Submit_FaceCheckWithAConsentOfAnotherSubmission_IsRefused()
    {
        JsonObject submission = await PrepareAsync("SS-02");
        submission["identityCheck"]!["method"] = "FACE";
        submission["identityCheck"]!["consentId"] = NewId();

        Answer answer = (await SubmitAsync(submission)).AssertProblem(
            422, "identity-check-incomplete", "identityCheck.consentId");

        Assert.Equal("CONSENT_UNKNOWN", (string?)answer.Json["facts"]!["reason"]);
    }

    [Fact]
    public async Task Submit_SpokenConsentWithoutWitness_IsRefused()
    {
        JsonObject submission = await WithFaceAsync();
        submission["consents"]![0]!["method"] = "SPOKEN_WITH_WITNESS";

        Answer answer = (await SubmitAsync(submission)).AssertProblem(422, "consent-invalid", "consents[0].witnessId");

        Assert.Equal("WITNESS_MISSING", (string?)answer.Json["facts"]!["reason"]);
    }

    [Fact]
    public async Task Withdraw_Consent_IsEnteredOnceAndShown()
    {
        JsonObject submission = await WithFaceAsync();
        (await SubmitAsync(submission)).AssertStatus(201);
        string path = $"/api/cases/{submission["caseId"]}";
        string consent = $"{path}/consents/{submission["consents"]![0]!["consentId"]}/withdrawal";

        Answer first = (await SendAsync(HttpMethod.Post, Clerk, consent, content: null)).AssertStatus(200);
        Answer again = (await SendAsync(HttpMethod.Post, Clerk, consent, content: null)).AssertStatus(200);

        Assert.Equal(first.Text, again.Text);
        JsonNode view = (await GetAsync(Clerk, path)).AssertStatus(200).Json;
        Assert.Equal((string?)first.Json["withdrawnAt"], (string?)view["consents"]![0]!["withdrawnAt"]);
        Assert.Equal("READ_ALOUD", (string?)view["notice"]!["form"]);
        Assert.Single(await EntriesAsync(path), entry => (string?)entry!["action"] == "consent-withdrawn");
        (await SendAsync(HttpMethod.Post, Clerk, $"{path}/consents/{NewId()}/withdrawal", content: null))
            .AssertProblem(404, "unknown-consent", "consentId");
        (await SendAsync(HttpMethod.Post, Clerk, $"{path}/consents/1/withdrawal", content: null))
            .AssertProblem(400, "malformed-id", "consentId");
    }

    [Fact]
    public async Task Get_Case_IsMaskedWithTheVillageAndWithoutABirthDate()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        (await SubmitAsync(submission)).AssertStatus(201);

        JsonNode resident = (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/cases/{submission["caseId"]}"))
            .AssertStatus(200).Json["resident"]!;

        Assert.Equal(
            ["bankAccount", "idNumber", "name", "phone", "village"],
            resident.AsObject().Select(member => member.Key).Order());
        Assert.Equal(
            ("林**", "330***********998X", "大猫村****"),
            ((string?)resident["name"], (string?)resident["idNumber"], (string?)resident["village"]));
    }

    [Fact]
    public async Task Reveal_AfterTheCaseHasEnded_IsRefused()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        JsonNode open = (await GetAsync(Clerk, $"/api/cases/{caseId}")).Json;
        string paper = $"/api/cases/{caseId}/documents/{open["documents"]![0]!["documentId"]}";
        (await GetAsync(Clerk, paper)).AssertStatus(200);
        await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), new JsonObject { ["verdict"] = "approved" });
        await WaitForCaseAsync(caseId, file => (string?)file["stage"] == "completed");

        (await RevealAsync(Clerk, caseId)).AssertProblem(409, "wrong-stage");
        (await RevealAsync(Reviewer("reviewer-1"), caseId)).AssertProblem(409, "wrong-stage");
        (await GetAsync(Clerk, paper)).AssertProblem(409, "wrong-stage");
        (await GetAsync(Issuer.Auditor("auditor-1"), paper)).AssertProblem(403, "role-not-allowed");
    }

    [Fact]
    public async Task Rights_Copy_IsDecidedByASecondPersonAndHandedOutToItsClerk()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string path = $"/api/cases/{caseId}/rights-requests/{NewId()}";
        JsonObject wish = new() { ["kind"] = "COPY", ["reasonCode"] = "resident-asked" };
        JsonObject decision = new() { ["decisionId"] = NewId(), ["verdict"] = "approved" };

        (await PutAsync(Clerk, path, wish)).AssertStatus(200);
        (await SendAsync(HttpMethod.Post, Clerk, $"{path}/copy", content: null))
            .AssertProblem(409, "copy-not-readable", "requestId");
        Assert.True(await IsOpenAsync(caseId));
        (await PostAsync(Clerk, $"{path}/decision", decision)).AssertProblem(403, "role-not-allowed");
        (await PostAsync(Reviewer("reviewer-1"), $"{path}/decision", decision)).AssertStatus(200);
        await WaitForOutcomeAsync(path, "copy-released");
        await Daoban.TestKit.Eventually.HoldsAsync(async () => !await IsOpenAsync(caseId));

        Answer copy = (await SendAsync(HttpMethod.Post, Clerk, $"{path}/copy", content: null)).AssertStatus(200);
        Assert.Equal("林阿婆", (string?)copy.Json["name"]);
        Assert.Equal("no-store", copy.Headers.CacheControl!.ToString());
        JsonNode list = (await GetAsync(Clerk, $"/api/cases/{caseId}/rights-requests")).AssertStatus(200).Json;
        Assert.Single(list["requests"]!.AsArray());
    }

    [Fact]
    public async Task Rights_Restriction_ClosesTheDataForEverybody()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string path = $"/api/cases/{caseId}/rights-requests/{NewId()}";
        (await PutAsync(Clerk, path, new JsonObject { ["kind"] = "RESTRICT", ["reasonCode"] = "resident-asked" }))
            .AssertStatus(200);
        (await PostAsync(
            Reviewer("reviewer-1"),
            $"{path}/decision",
            new JsonObject { ["decisionId"] = NewId(), ["verdict"] = "approved" })).AssertStatus(200);
        await WaitForOutcomeAsync(path, "restricted");

        Answer refused = (await RevealAsync(Clerk, caseId)).AssertProblem(409, "data-restricted");
        JsonNode view = (await GetAsync(Clerk, $"/api/cases/{caseId}")).AssertStatus(200).Json;

        Assert.Equal("resident-request", (string?)refused.Json["facts"]!["reason"]);
        Assert.Equal("RESTRICTED", (string?)view["dataState"]);
        Assert.Null(view["resident"]);
    }

    [Fact]
    public async Task Rights_UnknownMembersAndIds_AreRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string path = $"/api/cases/{caseId}/rights-requests";

        (await PutAsync(Clerk, $"{path}/1", new JsonObject { ["kind"] = "COPY", ["reasonCode"] = "resident-asked" }))
            .AssertProblem(400, "malformed-id", "requestId");
        (await PutAsync(Clerk, $"{path}/{NewId()}", new JsonObject { ["kind"] = "FORGET", ["reasonCode"] = "x" }))
            .AssertProblem(400, "malformed-body", "kind");
        (await GetAsync(Clerk, $"{path}/{NewId()}")).AssertProblem(404, "unknown-request", "requestId");
    }

    [Fact]
    public async Task Hold_ByTheAdmin_IsSetOnceAndTakenOff()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        string admin = Issuer.Token("admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } });
        string path = $"/api/cases/{caseId}/legal-hold";
        JsonObject hold = new() { ["hold"] = true, ["reasonCode"] = "court" };

        (await PostAsync(admin, path, new JsonObject { ["hold"] = true, ["reasonCode"] = "mood" }))
            .AssertProblem(422, "reason-required", "reasonCode");
        (await PostAsync(admin, path, hold)).AssertStatus(200);
        Answer standing = (await PostAsync(admin, path, hold)).AssertStatus(200);
        hold["hold"] = false;
        Answer gone = (await PostAsync(admin, path, hold)).AssertStatus(200);

        Assert.Equal((true, "court"), ((bool)standing.Json["hold"]!, (string?)standing.Json["reasonCode"]));
        Assert.False((bool)gone.Json["hold"]!);
        IEnumerable<JsonNode?> entries = await EntriesAsync($"/api/cases/{caseId}");
        Assert.Equal(
            ["legal-hold-set", "legal-hold-released"],
            entries.Select(entry => (string)entry!["action"]!)
                .Where(action => action.StartsWith("legal-hold", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_OpenRequests_IsForTheDistrictsOfTheReviewer()
    {
        string supervisor = Issuer.Supervisor("supervisor-1", "330902");

        (await GetAsync(Reviewer("reviewer-1"), "/api/rights-requests?district=330921"))
            .AssertProblem(403, "district-not-yours", "district");
        (await GetAsync(Reviewer("reviewer-1"), $"/api/rights-requests?continuation={new string('x', 1001)}"))
            .AssertProblem(400, "malformed-parameter", "continuation");
        (await GetAsync(supervisor, "/api/rights-requests?district=330921"))
            .AssertProblem(403, "district-not-yours", "district");
        (await GetAsync(supervisor, "/api/rights-requests")).AssertStatus(200);
    }

    private async Task<bool> IsOpenAsync(string caseId) =>
        (await GetAsync(Reviewer("reviewer-1"), "/api/rights-requests")).AssertStatus(200)
            .Json["requests"]!.AsArray().Any(request => (string?)request!["caseId"] == caseId);

    private async Task<JsonObject> WithFaceAsync()
    {
        JsonObject submission = await PrepareAsync("SS-02");
        string consentId = NewId();
        submission["identityCheck"] = new JsonObject
        {
            ["method"] = "FACE",
            ["outcome"] = "MATCH",
            ["checkedAt"] = DateTimeOffset.UtcNow.ToString("O"),
            ["consentId"] = consentId,
        };
        submission["consents"] = new JsonArray(new JsonObject
        {
            ["consentId"] = consentId,
            ["purpose"] = "face-check",
            ["noticeVersion"] = 1,
            ["method"] = "SIGNATURE",
            ["givenAt"] = DateTimeOffset.UtcNow.ToString("O"),
        });
        return submission;
    }

    private Task<Answer> RevealAsync(string token, string caseId) =>
        SendAsync(HttpMethod.Post, token, $"/api/cases/{caseId}/resident/name", content: null);

    private async Task<IEnumerable<JsonNode?>> EntriesAsync(string path) =>
        (await GetAsync(Issuer.Auditor("auditor-1"), $"{path}/ledger")).AssertStatus(200).Json["entries"]!.AsArray();

    private Task WaitForOutcomeAsync(string path, string outcome) => Daoban.TestKit.Eventually.HoldsAsync(async () =>
        (string?)(await GetAsync(Clerk, path)).AssertStatus(200).Json["outcome"] == outcome);
}
