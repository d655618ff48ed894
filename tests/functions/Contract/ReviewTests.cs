using System.Text.Json.Nodes;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Contract;

public sealed class ReviewTests(DaobanApp app) : ContractTest(app)
{
    private static JsonObject Approved => new() { ["verdict"] = "approved" };

    private static JsonObject Rejected => new() { ["verdict"] = "rejected", ["reasonCode"] = "not-eligible" };

    [Fact]
    public async Task Decide_ClaimedTask_IsAppliedAndTheWorklistForgetsIt()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string reviewer = Reviewer("reviewer-1");
        // The worklist follows the case file by a moment.
        await Eventually.HoldsAsync(async () => (await WorklistAsync(reviewer)).Contains(taskId));

        await DecideAsync(caseId, taskId, reviewer, Rejected);

        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "rejected");
        Assert.Equal("not-eligible", (string?)file["reasonCode"]);
        await Eventually.HoldsAsync(async () => !(await WorklistAsync(reviewer)).Contains(taskId));
    }

    [Fact]
    public async Task Decide_TaskOfAnotherCase_IsRefused()
    {
        (string caseId, _) = await OpenAsync("PS-01");
        (_, string foreign) = await OpenAsync("PS-01");

        await AssertRefusedAsync(caseId, foreign, Reviewer("reviewer-1"), Approved, 404, "unknown-task", "taskId");
    }

    [Fact]
    public async Task Decide_TaskOfAnotherLevel_IsRefused()
    {
        (string caseId, string taskId) = await OpenAsync("SS-02");

        Answer answer = await AssertRefusedAsync(
            caseId, taskId, Reviewer("reviewer-2", level: 2), Approved, 403, "level-not-yours", "taskId");

        Assert.Equal(1, (int)answer.Json["facts"]!["level"]!);
    }

    [Fact]
    public async Task Decide_TaskThatSomebodyElseHolds_IsRecordedIgnoredAndShown()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        (await ClaimAsync(caseId, taskId, Reviewer("reviewer-1"))).AssertStatus(200);
        Answer claimed = (await ClaimAsync(caseId, taskId, Reviewer("reviewer-8")))
            .AssertProblem(409, "task-claimed", "taskId");
        Assert.True((DateTimeOffset)claimed.Json["facts"]!["freeAt"]! > DateTimeOffset.UtcNow);

        JsonNode decision = await SendDecisionAsync(caseId, taskId, Reviewer("reviewer-8"), Rejected);

        Assert.Equal(
            ("refused", "not-claimed-by-reviewer"), ((string?)decision["state"], (string?)decision["refusalCode"]));
        JsonNode task = (await GetAsync(Reviewer("reviewer-1"), $"/api/cases/{caseId}/review-tasks/{taskId}")).Json;
        Assert.Equal(("claimed", "reviewer-1"), ((string?)task["state"], (string?)task["claimedBy"]));
        Assert.Single(task["decisions"]!.AsArray());
    }

    [Fact]
    public async Task Decide_FinishedTask_IsRecordedIgnoredAndShown()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), Rejected);

        JsonNode own = await SendDecisionAsync(caseId, taskId, Reviewer("reviewer-1"), Approved);
        JsonNode foreign = await SendDecisionAsync(caseId, taskId, Reviewer("reviewer-8"), Approved);

        Assert.Equal(("refused", "duplicate"), ((string?)own["state"], (string?)own["refusalCode"]));
        Assert.Equal(("refused", "task-closed"), ((string?)foreign["state"], (string?)foreign["refusalCode"]));
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "rejected");
        Assert.Equal(3, file["reviewTasks"]![0]!["decisions"]!.AsArray().Count);
        (await ClaimAsync(caseId, taskId, Reviewer("reviewer-8"))).AssertProblem(409, "task-closed", "taskId");
    }

    [Fact]
    public async Task Claim_OnePersonOnBothLevels_IsRefused()
    {
        (string caseId, string first) = await OpenAsync("SS-02");
        await DecideAsync(caseId, first, Reviewer("reviewer-1"), Approved);
        string second = await TaskOfLevelAsync(caseId, level: 2);
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await ClaimAsync(caseId, second, Reviewer("reviewer-1", level: 2)))
            .AssertProblem(403, "same-person", "taskId");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
        JsonNode ignored = await SendDecisionAsync(
            caseId, second, Reviewer("reviewer-1", level: 2), new() { ["verdict"] = "approved", ["amountFen"] = 0 });
        Assert.Equal("refused", (string?)ignored["state"]);
    }

    [Fact]
    public async Task Claim_ClerkWhoTookTheCaseIn_IsRefused()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await ClaimAsync(caseId, taskId, Reviewer("clerk-lin"))).AssertProblem(403, "same-person", "taskId");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    public static TheoryData<int, string, string, string> DecisionsThatBreakARule() => new()
    {
        { 1, """{"verdict":"rejected"}""", "reason-required", "reasonCode" },
        { 1, """{"verdict":"rejected","reasonCode":"because"}""", "reason-required", "reasonCode" },
        { 1, """{"verdict":"rejected","reasonCode":"other"}""", "reason-required", "comment" },
        { 1, """{"verdict":"rejected","reasonCode":"other","comment":" "}""", "reason-required", "comment" },
        { 1, """{"verdict":"approved","amountFen":1}""", "amount-not-allowed", "amountFen" },
        { 2, """{"verdict":"approved"}""", "amount-required", "amountFen" },
        { 2, """{"verdict":"approved","amountFen":-1}""", "amount-invalid", "amountFen" },
        { 2, """{"verdict":"approved","amountFen":7500001}""", "amount-invalid", "amountFen" },
        { 2, """{"verdict":"rejected","reasonCode":"other","amountFen":1}""", "amount-not-allowed", "amountFen" },
    };

    [Theory]
    [MemberData(nameof(DecisionsThatBreakARule))]
    public async Task Decide_AgainstARule_IsRefused(int level, string decision, string code, string field)
    {
        (string caseId, string taskId) = await OpenAsync("SS-02");
        if (level == 2)
        {
            await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), Approved);
            taskId = await TaskOfLevelAsync(caseId, level: 2);
        }

        Answer answer = await AssertRefusedAsync(
            caseId, taskId, Reviewer("reviewer-2", level), JsonNode.Parse(decision)!.AsObject(), 422, code, field);

        if (code == "amount-invalid")
        {
            Assert.Equal(7_500_000, (long)answer.Json["facts"]!["maximumFen"]!);
        }
    }

    [Fact]
    public async Task Decide_CommentTooLong_IsRefusedWithTheLimit()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        JsonObject decision = Rejected;
        decision["comment"] = new string('长', 1001);

        Answer answer = await AssertRefusedAsync(
            caseId, taskId, Reviewer("reviewer-1"), decision, 422, "field-too-long", "comment");

        Assert.Equal(1000, (int)answer.Json["facts"]!["maximumCharacters"]!);
    }

    [Theory]
    [InlineData("""{"verdict":"maybe"}""", "verdict")]
    [InlineData("""{"verdict":1}""", "verdict")]
    [InlineData("""{}""", "verdict")]
    [InlineData("""{"verdict":"approved","amountFen":"100"}""", "amountFen")]
    [InlineData("""{"verdict":"approved","amountFen":1.5}""", "amountFen")]
    [InlineData("""{"verdict":"approved","force":true}""", "force")]
    public async Task Decide_OtherShape_IsRefused(string decision, string field)
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");

        await AssertRefusedAsync(
            caseId, taskId, Reviewer("reviewer-1"), JsonNode.Parse(decision)!.AsObject(), 400, "malformed-body", field);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"verdict":"approved","verdict":"rejected"}""", "verdict")]
    public async Task Decide_MalformedJson_IsRefused(string body, string? field = null)
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await SendAsync(
            HttpMethod.Put,
            Reviewer("reviewer-1"),
            $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/{NewId()}",
            Json(body))).AssertProblem(400, "malformed-json", field);

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    [Fact]
    public async Task Decide_SameIdWithOtherContent_IsRefusedAndTheFirstCounts()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string reviewer = Reviewer("reviewer-1");
        (await ClaimAsync(caseId, taskId, reviewer)).AssertStatus(200);
        string path = $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/{NewId()}";

        (await PutAsync(reviewer, path, Rejected)).AssertStatus(202);
        (await PutAsync(reviewer, path, Approved)).AssertProblem(409, "decision-differs", "decisionId");
        (await PutAsync(reviewer, path, Rejected)).AssertStatus(202);

        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "rejected");
        Assert.Single(file["reviewTasks"]![0]!["decisions"]!.AsArray());
    }

    [Fact]
    public async Task Decide_IdOfAnotherForm_IsRefused()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");

        (await PutAsync(Reviewer("reviewer-1"), $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/1", Approved))
            .AssertProblem(400, "malformed-id", "decisionId");
    }

    [Fact]
    public async Task List_DistrictOfOthers_IsRefused() =>
        (await GetAsync(Reviewer("reviewer-1"), "/api/review-tasks?district=330921"))
            .AssertProblem(403, "district-not-yours", "district");

    [Fact]
    public async Task List_DepartmentOfOthers_IsRefused() =>
        (await GetAsync(
            Issuer.ReviewerOf(["health"], "reviewer-1", 1, "330902"), "/api/review-tasks?department=police"))
            .AssertProblem(403, "department-not-yours", "department");

    [Fact]
    public async Task Review_TaskOfAnotherDepartment_IsNeitherShownNorReached()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string police = Issuer.ReviewerOf(["health", "police"], "reviewer-1", 1, "330902");
        string health = Issuer.ReviewerOf(["health", "social-security"], "reviewer-9", 1, "330902");
        await Eventually.HoldsAsync(async () => (await WorklistAsync(police)).Contains(taskId));

        Assert.DoesNotContain(taskId, await WorklistAsync(health));
        (await ClaimAsync(caseId, taskId, health)).AssertProblem(403, "department-not-yours");
        await AssertRefusedAsync(caseId, taskId, health, Approved, 403, "department-not-yours");
        (await GetAsync(health, $"/api/cases/{caseId}")).AssertProblem(403, "department-not-yours");
    }

    private async Task<Answer> AssertRefusedAsync(
        string caseId,
        string taskId,
        string reviewer,
        JsonObject decision,
        int status,
        string code,
        string? field = null)
    {
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        Answer answer =
            (await PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/{NewId()}", decision))
            .AssertProblem(status, code, field);

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
        return answer;
    }

    [Fact]
    public async Task List_ContinuationTooLongForOneOfOurs_IsRefused()
    {
        string token = new('x', 5000);

        Answer answer = await GetAsync(Reviewer("reviewer-1", level: 1), $"/api/review-tasks?continuation={token}");

        answer.AssertProblem(400, "malformed-parameter", "continuation");
    }

    private Task<Answer> ClaimAsync(string caseId, string taskId, string reviewer) =>
        PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/claim", body: null);

    private async Task<List<string>> WorklistAsync(string reviewer)
    {
        List<string> tasks = [];
        string? continuation = null;
        do
        {
            string query = continuation is null ? "" : $"?continuation={Uri.EscapeDataString(continuation)}";
            JsonNode page = (await GetAsync(reviewer, $"/api/review-tasks{query}")).AssertStatus(200).Json;
            tasks.AddRange(page["tasks"]!.AsArray().Select(task => (string)task!["taskId"]!));
            continuation = (string?)page["continuation"];
        }
        while (continuation is not null);
        return tasks;
    }
}
