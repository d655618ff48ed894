using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Daoban.Functions.Tests.Support;

namespace Daoban.Functions.Tests.Contract;

/// <summary>What contract tests do all the time: call, submit, wait.</summary>
[Collection(nameof(SharedApp))]
public abstract class ContractTest(DaobanApp app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected DaobanApp App => app;

    protected TestIssuer Issuer => app.Issuer;

    /// <summary>A clerk of 大猫村 in 定海区.</summary>
    protected string Clerk => Issuer.Clerk("clerk-lin", "damao");

    /// <summary>The day in China, as access chains name it.</summary>
    protected static string Today => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string NewId() => Guid.NewGuid().ToString("D");

    protected string Reviewer(string subject, int level = 1) => Issuer.Reviewer(subject, level, "330902");

    protected Task<Answer> GetAsync(string? token, string path) =>
        SendAsync(HttpMethod.Get, token, path, content: null);

    protected Task<Answer> PostAsync(string? token, string path, JsonNode body) =>
        SendAsync(HttpMethod.Post, token, path, Json(body.ToJsonString()));

    protected Task<Answer> PutAsync(string? token, string path, JsonNode? body) =>
        SendAsync(HttpMethod.Put, token, path, body is null ? null : Json(body.ToJsonString()));

    protected Task<Answer> PutAsync(
        string? token,
        string caseId,
        string documentId,
        byte[] paper,
        string material = "M01",
        string station = "damao") =>
        SendAsync(
            HttpMethod.Put,
            token,
            $"/api/cases/{caseId}/documents/{documentId}?material={material}&station={station}",
            new ByteArrayContent(paper));

    protected static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    protected async Task<Answer> SendAsync(HttpMethod method, string? token, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await SendAsync(request);
    }

    /// <summary>Sends the request; whatever the answer is, the API description must declare it.</summary>
    protected async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        string path = request.RequestUri!.OriginalString;
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        var answer = new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers,
            await response.Content.ReadAsByteArrayAsync());
        await DeclaredAnswers.AssertDeclaredAsync(request.Method, path, answer);
        return answer;
    }

    /// <summary>Stores the papers of an item and gives a submission that is right in every respect.</summary>
    protected async Task<JsonObject> PrepareAsync(string itemCode, string? caseId = null)
    {
        caseId ??= NewId();
        string[] materials = itemCode switch
        {
            "SS-02" => ["M01", "M02", "M06"],
            "HE-01" => ["M01", "M01", "M02", "M03", "M09"],
            _ => ["M01"],
        };
        var papers = new JsonArray();
        foreach (string material in materials)
        {
            string documentId = NewId();
            (await PutAsync(Clerk, caseId, documentId, Papers.Pdf(documentId), material)).AssertStatus(200);
            papers.Add(new JsonObject { ["code"] = material, ["documentId"] = documentId });
        }

        return Submission(caseId, itemCode, papers);
    }

    protected static JsonObject Submission(string caseId, string itemCode, JsonArray materials) => new()
    {
        ["caseId"] = caseId,
        ["itemCode"] = itemCode,
        ["stationId"] = "damao",
        ["resident"] = new JsonObject
        {
            ["name"] = "林阿婆",
            ["idNumber"] = "33090219620715998X",
            ["address"] = "大猫村测试路1号",
            ["phone"] = "13800000000",
            ["bankAccount"] = new JsonObject { ["kind"] = "CARD", ["number"] = "6228480000000007" },
        },
        ["identityCheck"] = new JsonObject
        {
            ["method"] = "CARD_AND_WITNESS",
            ["outcome"] = "MATCH",
            ["checkedAt"] = DateTimeOffset.UtcNow.ToString("O"),
            ["witnessId"] = "witness-1",
        },
        ["materials"] = materials,
    };

    protected Task<Answer> SubmitAsync(JsonObject submission) => PostAsync(Clerk, "/api/cases", submission);

    /// <summary>Submits a case and waits until its first review task is open.</summary>
    /// <returns>The case id and the task id.</returns>
    protected async Task<(string CaseId, string TaskId)> OpenAsync(string itemCode)
    {
        JsonObject submission = await PrepareAsync(itemCode);
        (await SubmitAsync(submission)).AssertStatus(201);
        string caseId = (string)submission["caseId"]!;
        return (caseId, await TaskOfLevelAsync(caseId, level: 1));
    }

    /// <summary>Waits for the open review task of a level.</summary>
    protected async Task<string> TaskOfLevelAsync(string caseId, int level)
    {
        JsonNode file = await WaitForCaseAsync(caseId, found => Task(found) is not null);
        return (string)Task(file)!["taskId"]!;

        JsonNode? Task(JsonNode found) => found["reviewTasks"]!.AsArray().FirstOrDefault(
            task => (int)task!["level"]! == level && (string?)task["state"] == "open");
    }

    /// <summary>Claims a task and decides it, and waits until the decision is settled.</summary>
    protected async Task DecideAsync(string caseId, string taskId, string reviewer, JsonObject decision)
    {
        (await PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/claim", body: null)).AssertStatus(200);
        JsonNode settled = await SendDecisionAsync(caseId, taskId, reviewer, decision);
        Assert.Equal("applied", (string?)settled["state"]);
    }

    /// <summary>Sends a decision and waits until it is applied or refused.</summary>
    protected async Task<JsonNode> SendDecisionAsync(string caseId, string taskId, string reviewer, JsonObject decision)
    {
        string decisionId = NewId();
        (await PutAsync(reviewer, $"/api/cases/{caseId}/review-tasks/{taskId}/decisions/{decisionId}", decision))
            .AssertStatus(202);
        return Find(await WaitForCaseAsync(caseId, file => (string?)Find(file)?["state"] is "applied" or "refused"))!;

        JsonNode? Find(JsonNode file) => file["reviewTasks"]!.AsArray()
            .SelectMany(task => task!["decisions"]!.AsArray())
            .FirstOrDefault(found => (string?)found!["decisionId"] == decisionId);
    }

    /// <summary>What an actor's access chain of today says about a case; the chain must be whole.</summary>
    protected async Task<JsonNode[]> AccessesAsync(string actorId, string caseId, string action)
    {
        JsonNode chain = (await GetAsync(
            Issuer.Auditor("auditor-1"), $"/api/audit/actors/{actorId}/days/{Today}")).AssertStatus(200).Json;
        Assert.True((bool)chain["isIntact"]!);
        return [.. chain["entries"]!.AsArray()
            .Where(entry => (string?)entry!["action"] == action && (string?)entry["caseId"] == caseId)!];
    }

    protected async Task<JsonNode> WaitForCaseAsync(string caseId, Func<JsonNode, bool> condition)
    {
        string auditor = Issuer.Auditor("auditor-1");
        DateTimeOffset deadline = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            JsonNode file = (await GetAsync(auditor, $"/api/cases/{caseId}")).AssertStatus(200).Json;
            if (condition(file))
            {
                return file;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, $"It did not come to that: {file}");
            await System.Threading.Tasks.Task.Delay(100);
        }
    }
}
