using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Daoban.Functions.Tests.Contract;
using Daoban.TestKit;

namespace Daoban.Functions.Tests.Messages;

/// <summary>What becomes of the messages about decisions, whichever transport carries them.</summary>
public abstract class DecisionMessageTests(DaobanApp app) : ContractTest(app)
{
    private const string DeadLetters = "/api/operations/dead-letters";

    private static JsonObject Rejected => new() { ["verdict"] = "rejected", ["reasonCode"] = "not-eligible" };

    private string Admin => Issuer.Token(
        "admin-1", new Dictionary<string, object> { ["roles"] = new[] { "admin" } });

    [Fact]
    public async Task Message_AgainAndAgain_AppliesItsDecisionOnce()
    {
        (string caseId, string decisionId) = await DecideAsync();

        for (int i = 0; i < 5; i++)
        {
            await SendMessageAsync($"{caseId}.{decisionId}", Text(caseId, decisionId));
        }

        await Eventually.HoldsAsync(async () => await CountAsync() == 0);
        Assert.Equal(1, await AppliedAsync(caseId, decisionId));
        Assert.DoesNotContain(await ListAsync(), letter => ((string)letter["id"]!).Contains(caseId));
    }

    [Fact]
    public async Task Message_BeforeItsDecision_ChangesNothing()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string early = NewId();

        await SendMessageAsync($"{caseId}.{early}", Text(caseId, early));
        await Eventually.HoldsAsync(async () => await CountAsync() == 0);
        await DecideAsync(caseId, taskId, Reviewer("reviewer-1"), Rejected);

        await WaitForCaseAsync(caseId, file => (string?)file["stage"] == "rejected");
        Assert.DoesNotContain(await ListAsync(), letter => ((string)letter["id"]!).Contains(caseId));
    }

    [Theory]
    [InlineData("not json, 林阿婆", "unreadable")]
    [InlineData("[]", "unreadable")]
    [InlineData("""{"format":1,"messageId":"ID","caseId":"x","decisionId":"y"}""", "unreadable")]
    [InlineData("""{"format":2,"messageId":"ID","caseId":"x","decisionId":"y"}""", "unknown-format")]
    [InlineData("""{"messageId":"ID"}""", "unknown-format")]
    public async Task Message_Poison_IsListedWithItsReasonAndCanBeSentAgain(string text, string reason)
    {
        string id = NewId();
        HashSet<string> before = [.. (await ListAsync()).Select(letter => (string)letter["id"]!)];

        await SendMessageAsync(id, text.Replace("ID", id, StringComparison.Ordinal));
        JsonNode letter = await FindAsync(found => !before.Contains((string)found["id"]!));

        Assert.Equal(
            ("review-decisions", TransportName, reason),
            ((string?)letter["queue"], (string?)letter["transport"], (string?)letter["reason"]));
        Assert.Null(letter["failureCode"]);
        Assert.DoesNotContain("林", letter.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, await ReplayAsync((string)letter["id"]!));
        // Nothing was repaired, so it comes back.
        await FindAsync(found => !before.Contains((string)found["id"]!));
    }

    [Fact]
    public async Task Message_HandlerFailsUntilTheRepair_IsListedWithTheFailureAndReplayed()
    {
        (string caseId, string decisionId) = await DecideAsync();
        string id = $"{caseId}.{decisionId}";
        TableClient cases = new TableServiceClient(App.StorageConnection, StorageVersions.Tables())
            .GetTableClient("casefiles");
        await SetFormatAsync(99);

        await SendMessageAsync(id, Text(caseId, decisionId));
        JsonNode letter = await FindAsync(found => (string?)found["id"] == id);
        Assert.Equal("failed", (string?)letter["reason"]);
        Assert.Contains("UnknownFormatException", (string?)letter["failureCode"], StringComparison.Ordinal);

        await SetFormatAsync(1);
        Assert.Equal(1, await ReplayAsync(id));
        await Eventually.HoldsAsync(async () => await CountAsync() == 0);

        Assert.Equal(0, await ReplayAsync(id));
        Assert.DoesNotContain(await ListAsync(), found => (string?)found["id"] == id);
        Assert.Equal(1, await AppliedAsync(caseId, decisionId));
        await AssertEnteredAsync(id);

        // The head, too, as every change of a case does: otherwise a process that knows the case need not look.
        async Task SetFormatAsync(int format)
        {
            await cases.UpdateEntityAsync(
                new TableEntity(caseId, "case") { ["Format"] = format }, Azure.ETag.All);
            await cases.UpdateEntityAsync(new TableEntity(caseId, "head"), Azure.ETag.All);
        }
    }

    [Fact]
    public async Task Replay_OfAllOfAQueue_IsDoneOnceAndCounted()
    {
        string[] ids = [NewId(), NewId()];
        foreach (string id in ids)
        {
            await SendMessageAsync(id, $$"""{"format":7,"messageId":"{{id}}"}""");
            await FindAsync(found => (string?)found["id"] == id);
        }

        int replayed = await ReplayAsync(null);

        Assert.True(replayed >= 2, $"{replayed}");
        // Nothing was repaired: all come back, and later tests must not meet them on their way.
        await Eventually.HoldsAsync(async () => (await ListAsync())
            .Count(letter => (string?)letter["transport"] == TransportName) >= replayed);
        JsonNode page = (await GetAsync(Admin, DeadLetters)).AssertStatus(200).Json;
        Assert.Contains(
            page["counts"]!.AsArray(),
            count => (string?)count!["queue"] == "review-decisions" && (string?)count["transport"] == TransportName);
        (await PostAsync(Admin, $"{DeadLetters}/review-decisions/replay?id=a%20b", new JsonObject()))
            .AssertProblem(400, "malformed-parameter", "id");
        (await PostAsync(Admin, $"{DeadLetters}/other/replay", new JsonObject()))
            .AssertProblem(400, "malformed-parameter", "queue");
    }

    private protected abstract string TransportName { get; }

    private protected abstract Task SendMessageAsync(string id, string text);

    /// <summary>Messages that are neither handled nor given up.</summary>
    private protected abstract Task<int> CountAsync();

    private static string Text(string caseId, string decisionId) => new JsonObject
    {
        ["format"] = 1,
        ["caseId"] = caseId,
        ["taskId"] = "t",
        ["decisionId"] = decisionId,
        ["messageId"] = $"{caseId}.{decisionId}",
    }.ToJsonString();

    /// <summary>A case whose only decision is applied.</summary>
    private async Task<(string CaseId, string DecisionId)> DecideAsync()
    {
        (string caseId, string taskId) = await OpenAsync("PS-01");
        string reviewer = Reviewer("reviewer-1");
        (await PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/claim", body: null)).AssertStatus(200);
        JsonNode decision = await SendDecisionAsync(caseId, taskId, reviewer, Rejected);
        await WaitForCaseAsync(caseId, file => (string?)file["stage"] == "rejected");
        return (caseId, (string)decision["decisionId"]!);
    }

    private async Task<int> AppliedAsync(string caseId, string decisionId)
    {
        JsonNode ledger = (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/cases/{caseId}/ledger"))
            .AssertStatus(200).Json;
        return ledger["entries"]!.AsArray().Count(entry =>
            (string?)entry!["action"] == "decision-applied" && (string?)entry["subject"] == decisionId);
    }

    private protected async Task<IReadOnlyList<JsonNode>> ListAsync() =>
        [.. (await GetAsync(Admin, DeadLetters)).AssertStatus(200).Json["messages"]!.AsArray()!];

    private protected async Task<JsonNode> FindAsync(Func<JsonNode, bool> condition)
    {
        JsonNode? found = null;
        await Eventually.HoldsAsync(async () => (found = (await ListAsync()).FirstOrDefault(condition)) is not null);
        return found!;
    }

    private async Task<int> ReplayAsync(string? id)
    {
        string query = id is null ? "" : $"?id={id}";
        Answer answer = await PostAsync(Admin, $"{DeadLetters}/review-decisions/replay{query}", new JsonObject());
        return (int)answer.AssertStatus(200).Json["replayed"]!;
    }

    private async Task AssertEnteredAsync(string id)
    {
        JsonNode chain = (await GetAsync(Issuer.Auditor("auditor-1"), $"/api/audit/actors/admin-1/days/{Today}"))
            .AssertStatus(200).Json;
        JsonNode entry = Assert.Single(chain["entries"]!.AsArray(), found =>
            (string?)found!["action"] == "messages-replayed" && (string?)found["subject"] == id)!;
        Assert.Equal("1", (string?)entry["outcome"]);
    }
}
