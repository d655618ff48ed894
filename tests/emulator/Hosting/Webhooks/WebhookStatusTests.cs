using System.Net;
using System.Text.Json;
using Daoban.Emulator.Hosting.Webhooks;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>GET /instances and GET /instances/{id}: HOST 145 to 151 and 159.</summary>
public sealed class WebhookStatusTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task H145_Running_Is202WithItsOwnAddress()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");

        HttpResponseMessage answer = await app.GetAsync("/instances/w1?showInput=true&code=x");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            new Uri(app.App.Address, $"{WebhookApp.Base}/instances/w1?showInput=true&code=x"), answer.Headers.Location);
        Assert.Equal(RetryAfter, answer.Headers.RetryAfter!.Delta);
        Assert.Equal((HttpStatusCode.NotFound, ""), await app.GetAsync("/instances/nosuch").AnswerAsync());
    }

    [Fact]
    public async Task H146_H148_Completed_ShowsItsDataInOrder()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");

        HttpResponseMessage answer = await app.GetAsync("/instances/g1");
        string body = await answer.Content.ReadAsStringAsync();
        JsonElement hidden = await app.GetJsonAsync("/instances/g1?showInput=false");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches(
            "^{'name':'Greet','instanceId':'g1','runtimeStatus':'Completed','input':'Bo','customStatus':{'Step':1},"
            + @"'output':{'Text':'Hallå <Bo>'},'createdTime':'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ',"
            + "'lastUpdatedTime':'[^']{20}'}$",
            body.Replace('"', '\''));
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task H145_H147_Failed_Is200UnlessAskedOtherwise()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "f1", "nobody");

        HttpResponseMessage plain = await app.GetAsync("/instances/f1");
        HttpResponseMessage asError = await app.GetAsync("/instances/f1?returnInternalServerErrorOnFailure=true");
        JsonElement body = JsonDocument.Parse(await plain.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.InternalServerError), (plain.StatusCode, asError.StatusCode));
        Assert.Equal("Failed", body.GetProperty("runtimeStatus").GetString());
        Assert.Equal(
            "Microsoft.DurableTask.TaskFailedException: Task 'Hello' (#0) failed with an unhandled exception: act boom",
            body.GetProperty("output").GetString());
    }

    [Fact]
    public async Task H149_History_FoldsWhatWasScheduledIntoItsCompletion()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "h1", "Bo");

        JsonElement[] bare = await HistoryAsync(app, "/instances/h1?showHistory=true");
        JsonElement[] full = await HistoryAsync(app, "/instances/h1?showHistory=true&showHistoryOutput=true");
        JsonElement[] hidden = await HistoryAsync(app, "/instances/h1?showHistory=true&showInput=false");

        Assert.Equal(
            [
                "EventType Input Correlation ParentTraceContext ScheduledStartTime Generation GenerateNewTrace "
                    + "Timestamp FunctionName",
                "EventType Timestamp ScheduledTime FunctionName Input",
                "EventType OrchestrationStatus FailureDetails Timestamp",
            ],
            bare.Select(Keys));
        Assert.Equal(
            ["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"],
            bare.Select(item => item.GetProperty("EventType").GetString()));
        Assert.Equal("\"Bo\"", bare[0].GetProperty("Input").GetString());
        Assert.Equal("Hello", bare[1].GetProperty("FunctionName").GetString());
        Assert.Equal("Hallå <Bo>", full[1].GetProperty("Result").GetString());
        Assert.Equal("""{"Text":"Hallå <Bo>"}""", full[2].GetProperty("Result").GetRawText());
        Assert.DoesNotContain(hidden, item => item.TryGetProperty("Input", out _));
    }

    [Fact]
    public async Task H149_History_ShowsTimersEventsChildrenAndFailures()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Everything", "e1");
        await app.PostAsync("/instances/e1/raiseEvent/go", "\"now\"");
        await app.EndAsync("e1");

        JsonElement[] events = await HistoryAsync(app, "/instances/e1?showHistory=true");

        JsonElement Single(string type) =>
            Assert.Single(events, item => item.GetProperty("EventType").GetString() == type);
        Assert.Equal("Greet", Single("SubOrchestrationInstanceCompleted").GetProperty("FunctionName").GetString());
        Assert.Equal("EventType FireAt Timestamp", Keys(Single("TimerFired")));
        Assert.Equal("go", Single("EventRaised").GetProperty("Name").GetString());
        Assert.Equal("\"now\"", Single("EventRaised").GetProperty("Input").GetString());
        Assert.Equal(
            "EventType Reason Details FailureDetails Timestamp ScheduledTime FunctionName Input",
            Keys(Single("TaskFailed")));
        Assert.Equal(
            "ErrorType ErrorMessage StackTrace InnerFailure IsNonRetriable Properties",
            Keys(Single("TaskFailed").GetProperty("FailureDetails")));
        Assert.Equal("Failed", Single("ExecutionCompleted").GetProperty("OrchestrationStatus").GetString());
    }

    [Fact]
    public async Task H150_List_IsFilteredAndOrderedById()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "b2", "Bo");
        await app.RunAsync("Greet", "a1", "Bo");
        await app.StartAsync("Wait", "a2", "in");
        string later = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddMinutes(1).ToString("O"));

        Assert.Equal("a1 a2 b2", await IdsAsync("/instances"));
        Assert.Equal("a1 a2 b2", await IdsAsync("/instances/"));
        Assert.Equal("a1 a2", await IdsAsync("/instances?instanceIdPrefix=a"));
        Assert.Equal("a2", await IdsAsync("/instances?runtimeStatus=Running"));
        Assert.Equal("a1 a2 b2", await IdsAsync("/instances?runtimeStatus=Running,Completed,Nonsense"));
        Assert.Equal("a1 b2", await IdsAsync("/instances?runtimeStatus=Failed&runtimeStatus=Completed"));
        Assert.Equal("a1 a2 b2", await IdsAsync("/instances?runtimeStatus=Nonsense"));
        Assert.Equal("", await IdsAsync($"/instances?createdTimeFrom={later}"));
        Assert.Equal("a1 a2 b2", await IdsAsync($"/instances?createdTimeTo={later}"));
        Assert.Equal("in", (await app.GetJsonAsync("/instances"))[1].GetProperty("input").GetString());
        Assert.Equal(
            JsonValueKind.Null,
            (await app.GetJsonAsync("/instances?showInput=false"))[1].GetProperty("input").ValueKind);

        async Task<string> IdsAsync(string path) => string.Join(' ', (await app.GetJsonAsync(path)).EnumerateArray()
            .Select(instance => instance.GetProperty("instanceId").GetString()));
    }

    [Fact]
    public async Task H151_List_GoesOnByTheTokenInTheHeader()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        foreach (string id in new[] { "p1", "p2", "p3" })
        {
            await app.StartAsync("Wait", id);
        }

        using HttpResponseMessage first = await app.GetAsync("/instances?top=2");
        string token = Assert.Single(first.Headers.GetValues("x-ms-continuation-token"));
        using HttpResponseMessage second = await NextAsync(token + " ");
        using HttpResponseMessage wrong = await NextAsync("***");
        JsonElement rest = JsonDocument.Parse(await second.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("p3", Assert.Single(rest.EnumerateArray()).GetProperty("instanceId").GetString());
        Assert.False(second.Headers.Contains("x-ms-continuation-token"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        Task<HttpResponseMessage> NextAsync(string given)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{WebhookApp.Base}/instances?top=2");
            request.Headers.Add("x-functions-key", app.Key);
            request.Headers.Add("x-ms-continuation-token", given);
            return app.App.Client.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/")]
    [InlineData("PUT", "/instances")]
    [InlineData("HEAD", "/instances")]
    [InlineData("GET", "/orchestrators/Wait")]
    [InlineData("GET", "/instances/x/terminate")]
    [InlineData("POST", "/instances/x/raiseEvent")]
    [InlineData("POST", "/instances/x/dance")]
    [InlineData("GET", "/instances//x")]
    [InlineData("GET", "/elsewhere")]
    public async Task H159_OtherPathsAndVerbs_Are404(string method, string path)
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);

        Assert.Equal(
            (HttpStatusCode.NotFound, ""), await app.SendAsync(new HttpMethod(method), path).AnswerAsync());
    }

    [Theory]
    [InlineData("taskHub=Other", HttpStatusCode.BadRequest)]
    [InlineData("connection=Other", HttpStatusCode.BadRequest)]
    [InlineData("connection=Storage", HttpStatusCode.OK)]
    public async Task OtherHubOrConnection_IsRefused(string query, HttpStatusCode status)
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);

        Assert.Equal(status, (await app.GetAsync($"/instances?{query}")).StatusCode);
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData(" {\"a\": [1.0]} ", "{\"a\":[1.0]}")]
    [InlineData("no JSON", "\"no JSON\"")]
    [InlineData("", "\"\"")]
    [InlineData("\"\\uD800\"", "\"\\u0022\\\\uD800\\u0022\"")]
    public void Payload_ThatIsNoJson_IsShownAsText(string? stored, string shown) =>
        Assert.Equal(shown, EmbeddedJson.Of(stored)?.ToJsonString() ?? "null");

    private static string Keys(JsonElement item) =>
        string.Join(' ', item.EnumerateObject().Select(property => property.Name));

    private static async Task<JsonElement[]> HistoryAsync(WebhookApp app, string path) =>
        [.. (await app.GetJsonAsync(path)).GetProperty("historyEvents").EnumerateArray()];
}
