using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

public sealed class SubmissionTests(DaobanApp app) : ContractTest(app)
{
    [Fact]
    public async Task Submit_RightInEveryRespect_GivesAReceiptAndTheSameOneAgain()
    {
        JsonObject submission = await PrepareAsync("SS-02");

        Answer first = (await SubmitAsync(submission)).AssertStatus(201);
        Answer again = (await SubmitAsync(submission)).AssertStatus(201);

        Assert.Equal($"/api/cases/{submission["caseId"]}", first.Headers.Location!.ToString());
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("SS-02", (string?)first.Json["itemCode"]);
        Answer read = (await GetAsync(Clerk, first.Headers.Location.ToString())).AssertStatus(200);
        Assert.DoesNotContain("33090219620715998X", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("林阿婆", read.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", read.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(read.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public Task Submit_UnknownItem_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["itemCode"] = "XX-99", 422, "unknown-item", "itemCode");

    [Fact]
    public Task Submit_UnknownStation_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["stationId"] = "atlantis", 422, "unknown-station", "stationId");

    [Fact]
    public Task Submit_StationOfOthers_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["stationId"] = "guanshan", 403, "station-not-yours", "stationId");

    [Fact]
    public async Task Submit_MissingMaterial_IsRefusedAndListsAllThatIsMissing()
    {
        Answer answer = await AssertRefusedAsync(
            "SS-02",
            s => s["materials"] = new JsonArray(s["materials"]![0]!.DeepClone()),
            422,
            "material-missing",
            "materials");

        Assert.Equal(["M02", "M06"], answer.Json["facts"]!["missing"]!.AsArray().Select(code => (string?)code));
    }

    [Fact]
    public Task Submit_MaterialThatTheItemDoesNotHave_IsRefused() =>
        AssertRefusedAsync(
            "PS-01", s => s["materials"]![0]!["code"] = "M09", 422, "material-unknown", "materials[0].code");

    [Fact]
    public Task Submit_DocumentNeverStored_IsRefused() =>
        AssertRefusedAsync(
            "PS-01",
            s => s["materials"]![0]!["documentId"] = NewId(),
            422,
            "document-missing",
            "materials[0].documentId");

    [Fact]
    public async Task Submit_DocumentStoredAtAnotherStation_IsRefused()
    {
        string clerk = Issuer.Clerk("clerk-lin", "damao", "guanshan");
        string documentId = NewId();
        JsonObject submission = Submission(
            NewId(), "PS-01", [new JsonObject { ["code"] = "M01", ["documentId"] = documentId }]);
        (await PutAsync(
            clerk, (string)submission["caseId"]!, documentId, Papers.Pdf("a"), station: "guanshan")).AssertStatus(200);

        (await PostAsync(clerk, "/api/cases", submission))
            .AssertProblem(422, "document-not-yours", "materials[0].documentId");
    }

    [Fact]
    public Task Submit_WithoutTheAccountThatTheItemPaysTo_IsRefused() =>
        AssertRefusedAsync(
            "SS-02",
            s => s["resident"]!.AsObject().Remove("bankAccount"),
            422,
            "field-missing",
            "resident.bankAccount");

    [Theory]
    [InlineData("330902196207159981", "CHECK_DIGIT")]
    [InlineData("33090219620715998", "LENGTH")]
    [InlineData("330921193802299982", "BIRTH_DATE")]
    public async Task Submit_WrongIdNumber_IsRefusedWithTheRuleItBreaks(string idNumber, string reason)
    {
        Answer answer = await AssertRefusedAsync(
            "PS-01", s => s["resident"]!["idNumber"] = idNumber, 422, "id-number-invalid", "resident.idNumber");

        Assert.Equal(reason, (string?)answer.Json["facts"]!["reason"]);
        Assert.DoesNotContain(idNumber, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public Task Submit_PhoneThatIsNone_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["resident"]!["phone"] = "12345", 422, "phone-invalid", "resident.phone");

    public static TheoryData<string, string, object?, string> ChecksThatBreakARule() => new()
    {
        { "PS-01", "outcome", "MAYBE", "OUTCOME" },
        { "PS-01", "checkedAt", DateTimeOffset.UtcNow.AddDays(1).ToString("O"), "CLOCK" },
        { "PS-01", "checkedAt", DateTimeOffset.UtcNow.AddDays(-31).ToString("O"), "OUTDATED" },
        { "PS-01", "method", "HEARSAY", "METHOD_NOT_ALLOWED" },
        { "HE-01", "method", "FACE", "METHOD_NOT_ALLOWED" },
        { "PS-01", "consentId", "consent 1", "CONSENT_MALFORMED" },
        { "PS-01", "witnessId", "second person", "WITNESS_MALFORMED" },
        { "PS-01", "witnessId", "33090219620715998X", "WITNESS_MALFORMED" },
        { "PS-01", "witnessId", "13800000000", "WITNESS_MALFORMED" },
        { "PS-01", "witnessId", "", "WITNESS_MISSING" },
        { "PS-01", "witnessId", null, "WITNESS_MISSING" },
        { "PS-01", "witnessId", "clerk-lin", "WITNESS_IS_CLERK" },
    };

    [Theory]
    [MemberData(nameof(ChecksThatBreakARule))]
    public async Task Submit_CheckThatBreaksARule_IsRefusedWithTheMemberAndTheRule(
        string itemCode, string member, object? value, string reason)
    {
        Answer answer = await AssertRefusedAsync(
            itemCode,
            s => s["identityCheck"]![member] = JsonValue.Create(value),
            422,
            "identity-check-incomplete",
            $"identityCheck.{member}");

        Assert.Equal(reason, (string?)answer.Json["facts"]!["reason"]);
    }

    [Fact]
    public async Task Submit_FaceCheckWithoutConsent_IsRefused()
    {
        Answer answer = await AssertRefusedAsync(
            "SS-02",
            s => s["identityCheck"]!["method"] = "FACE",
            422,
            "identity-check-incomplete",
            "identityCheck.consentId");

        Assert.Equal("CONSENT_MISSING", (string?)answer.Json["facts"]!["reason"]);
    }

    [Fact]
    public async Task Submit_NoteTooLong_IsRefusedWithTheLimit()
    {
        Answer answer = await AssertRefusedAsync(
            "PS-01", s => s["note"] = new string('长', 1001), 422, "field-too-long", "note");

        Assert.Equal(1000, (int)answer.Json["facts"]!["maximumCharacters"]!);
    }

    [Fact]
    public async Task Submit_TooManyMaterials_IsRefusedWithTheLimit()
    {
        Answer answer = await AssertRefusedAsync(
            "PS-01",
            s => s["materials"] = new JsonArray([.. Enumerable.Repeat(s["materials"]![0]!, 41)
                .Select(material => material.DeepClone())]),
            422,
            "field-too-long",
            "materials");

        Assert.Equal(40, (int)answer.Json["facts"]!["maximumItems"]!);
    }

    [Fact]
    public Task Submit_OneDocumentTwice_IsRefused() =>
        AssertRefusedAsync(
            "PS-01",
            s => s["materials"]!.AsArray().Add(s["materials"]![0]!.DeepClone()),
            422,
            "document-repeated",
            "materials[1].documentId");

    [Fact]
    public Task Submit_IdOfAnotherForm_IsRefused() =>
        AssertRefusedAsync(
            "PS-01", s => s["caseId"] = ((string)s["caseId"]!).ToUpperInvariant(), 400, "malformed-id", "caseId");

    [Fact]
    public Task Submit_UnknownMember_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["resident"]!["nickname"] = "x", 400, "malformed-body", "resident.nickname");

    [Fact]
    public Task Submit_MissingMember_IsRefused() =>
        AssertRefusedAsync(
            "PS-01", s => s["resident"]!.AsObject().Remove("name"), 400, "malformed-body", "resident.name");

    [Fact]
    public Task Submit_MemberOfAnotherType_IsRefused() =>
        AssertRefusedAsync("PS-01", s => s["resident"]!["name"] = 1, 400, "malformed-body", "resident.name");

    [Fact]
    public async Task Submit_SameIdWithOtherContent_IsRefusedAndTheFirstStays()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        Answer first = (await SubmitAsync(submission)).AssertStatus(201);
        string caseId = (string)submission["caseId"]!;
        await TaskOfLevelAsync(caseId, level: 1);
        JsonObject other = submission.DeepClone().AsObject();
        other["resident"]!["address"] = "大猫村测试路2号";

        (await SubmitAsync(other)).AssertProblem(409, "case-differs", "caseId");

        Assert.Equal(first.Text, (await SubmitAsync(submission)).AssertStatus(201).Text);
        JsonNode ledger = (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/cases/{caseId}/ledger")).Json;
        Assert.Single(ledger["entries"]!.AsArray(), entry => (string?)entry!["action"] == "case-submitted");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    public async Task Submit_MalformedJson_IsRefused(string body) =>
        (await SendAsync(HttpMethod.Post, Clerk, "/api/cases", Json(body))).AssertProblem(400, "malformed-json");

    [Fact]
    public async Task Submit_MemberTwice_IsRefused() =>
        (await SendAsync(HttpMethod.Post, Clerk, "/api/cases", Json("""{"caseId":"a","caseId":"b"}""")))
            .AssertProblem(400, "malformed-json", "caseId");

    [Fact]
    public async Task Submit_OtherContentType_IsRefused() =>
        (await SendAsync(HttpMethod.Post, Clerk, "/api/cases", new StringContent("caseId=1")))
            .AssertProblem(415, "wrong-type", "Content-Type");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submit_TooLarge_IsRefusedWhateverItDeclares(bool chunked)
    {
        JsonObject submission = Submission(NewId(), "PS-01", []);
        submission["note"] = new string('x', 300_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cases");
        request.Content = Json(submission.ToJsonString());
        request.Headers.Authorization = new("Bearer", Clerk);
        request.Headers.TransferEncodingChunked = chunked;

        (await SendAsync(request)).AssertProblem(413, "too-large");
    }

    /// <summary>Changes a good submission, sends it, and asserts the problem and that storage is as it was.</summary>
    private async Task<Answer> AssertRefusedAsync(
        string itemCode, Action<JsonObject> change, int status, string code, string field)
    {
        JsonObject submission = await PrepareAsync(itemCode);
        string caseId = (string)submission["caseId"]!;
        IReadOnlyList<string> before = await App.Storage.EverythingOfAsync(caseId);
        Assert.NotEmpty(before);
        change(submission);

        Answer answer = (await SubmitAsync(submission)).AssertProblem(status, code, field);

        Assert.Equal(before, await App.Storage.EverythingOfAsync(caseId));
        (await GetAsync(Clerk, $"/api/cases/{caseId}")).AssertProblem(404, "unknown-case");
        return answer;
    }
}
