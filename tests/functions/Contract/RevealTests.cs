using System.Text.Json.Nodes;

namespace Daoban.Functions.Tests.Contract;

/// <summary>Free text of staff tells of the resident as much as any field, and is shown the same way.</summary>
public sealed class RevealTests(DaobanApp app) : ContractTest(app)
{
    [Fact]
    public async Task Reveal_Note_IsEnteredIntoTheReadersChainAndNamedInTheCaseOnly()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        submission["note"] = DaobanApp.Note;
        (await SubmitAsync(submission)).AssertStatus(201);
        string path = $"/api/cases/{submission["caseId"]}";
        Answer view = (await GetAsync(Reviewer("reviewer-1"), path)).AssertStatus(200);

        Answer note = (await RevealAsync(Reviewer("reviewer-1"), $"{path}/resident/note")).AssertStatus(200);

        Assert.True((bool)view.Json["hasNote"]!);
        Assert.DoesNotContain(DaobanApp.Note, view.Text, StringComparison.Ordinal);
        Assert.Equal(("note", DaobanApp.Note), ((string?)note.Json["field"], (string?)note.Json["text"]));
        await AssertRevealedAsync(path, "reviewer-1", "note");
    }

    [Fact]
    public async Task Reveal_NoteOfACaseWithoutOne_IsRefused()
    {
        JsonObject submission = await PrepareAsync("PS-01");
        (await SubmitAsync(submission)).AssertStatus(201);
        string path = $"/api/cases/{submission["caseId"]}";

        Assert.False((bool)(await GetAsync(Clerk, path)).AssertStatus(200).Json["hasNote"]!);
        (await RevealAsync(Clerk, $"{path}/resident/note")).AssertProblem(404, "not-found", "field");
    }

    [Fact]
    public async Task Reveal_CommentOfARejection_TellsTheClerkWhyAndIsEnteredIntoTheReadersChain()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        JsonObject decision = new()
        {
            ["verdict"] = "rejected",
            ["reasonCode"] = "other",
            ["comment"] = DaobanApp.Comment,
        };
        await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), decision);
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "rejected");
        JsonNode shown = file["reviewTasks"]![0]!["decisions"]![0]!;

        Answer comment = (await RevealAsync(Clerk, CommentPath(caseId, taskId, (string)shown["decisionId"]!)))
            .AssertStatus(200);

        Assert.True((bool)shown["hasComment"]!);
        Assert.DoesNotContain(DaobanApp.Comment, file.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("comment", DaobanApp.Comment), ((string?)comment.Json["field"], (string?)comment.Json["text"]));
        await AssertRevealedAsync(
            $"/api/cases/{caseId}", "clerk-lin", $"decision.{shown["decisionId"]}.comment");
    }

    [Fact]
    public async Task Reveal_CommentThatIsNone_IsRefusedAndNothingIsEntered()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        (string other, string foreign) = await OpenAsync("PS-01");
        JsonObject decision = new() { ["verdict"] = "rejected", ["reasonCode"] = "not-eligible" };
        await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), decision);
        JsonNode file = await WaitForCaseAsync(caseId, found => (string?)found["stage"] == "rejected");
        string decisionId = (string)file["reviewTasks"]![0]!["decisions"]![0]!["decisionId"]!;
        IReadOnlyList<string> before = await App.Storage.CaseFileOfAsync(caseId);

        (await RevealAsync(Clerk, CommentPath(caseId, taskId, decisionId)))
            .AssertProblem(404, "not-found", "decisionId");
        (await RevealAsync(Clerk, CommentPath(caseId, taskId, NewId())))
            .AssertProblem(404, "not-found", "decisionId");
        (await RevealAsync(Clerk, CommentPath(caseId, foreign, decisionId)))
            .AssertProblem(404, "unknown-task", "taskId");
        (await RevealAsync(Clerk, CommentPath(other, foreign, decisionId)))
            .AssertProblem(404, "not-found", "decisionId");
        (await RevealAsync(Clerk, CommentPath(caseId, taskId, "1"))).AssertProblem(400, "malformed-id", "decisionId");

        Assert.Equal(before, await App.Storage.CaseFileOfAsync(caseId));
    }

    [Fact]
    public async Task Reveal_CommentByOthersThanTheCasesStaff_IsRefused()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string path = CommentPath(caseId, taskId, NewId());

        (await RevealAsync(Issuer.Clerk("clerk-wu", "guanshan"), path)).AssertProblem(403, "station-not-yours");
        (await RevealAsync(Issuer.Reviewer("reviewer-9", 1, "330921"), path)).AssertProblem(403, "district-not-yours");
        (await RevealAsync(Issuer.Auditor("auditor-1"), path)).AssertProblem(403, "role-not-allowed");
    }

    private static string CommentPath(string caseId, string taskId, string decisionId) =>
        $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}/comment";

    private Task<Answer> RevealAsync(string token, string path) =>
        SendAsync(HttpMethod.Post, token, path, content: null);

    private async Task AssertRevealedAsync(string path, string actorId, string subject)
    {
        JsonNode entry = Assert.Single(await AccessesAsync(actorId, path.Split('/')[3], "field-revealed"));
        Assert.Equal(subject, (string?)entry["subject"]);
    }
}
