using System.Net;
using System.Text.Json;
using Daoban.TestKit;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>POST /orchestrators and restart: HOST 155, 157 and 160.</summary>
public sealed class WebhookStartTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task H157_H160_Start_AnswersWithLinks()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);

        HttpResponseMessage answer = await app.PostAsync("/orchestrators/Greet/g1", "\"Bo\"");
        string body = await answer.Content.ReadAsStringAsync();

        string prefix = $"{app.App.Address.GetLeftPart(UriPartial.Authority)}{WebhookApp.Base}/instances/g1";
        string query = $"taskHub={app.Hub}&connection=Storage&code={app.Key}";
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(RetryAfter, answer.Headers.RetryAfter!.Delta);
        Assert.Equal($"{prefix}?{query}", answer.Headers.Location!.OriginalString);
        string[] links =
        [
            "'id':'g1'",
            $"'statusQueryGetUri':'{prefix}?{query}'",
            $"'sendEventPostUri':'{prefix}/raiseEvent/{{eventName}}?{query}'",
            $"'terminatePostUri':'{prefix}/terminate?reason={{text}}&{query}'",
            $"'purgeHistoryDeleteUri':'{prefix}?{query}'",
            $"'restartPostUri':'{prefix}/restart?{query}'",
            $"'suspendPostUri':'{prefix}/suspend?reason={{text}}&{query}'",
            $"'resumePostUri':'{prefix}/resume?reason={{text}}&{query}'",
        ];
        Assert.Equal($"{{{string.Join(',', links)}}}", body.Replace('"', '\''));
        await app.EndAsync("g1");
        Assert.Equal(HttpStatusCode.OK, (await app.App.Client.GetAsync(answer.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task H157_Start_TakesAnyNameAndAnEndedId()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");
        await app.StartAsync("Wait", "w1");

        JsonElement unnamed = JsonDocument.Parse(
            await (await app.PostAsync("/orchestrators/Wait")).Content.ReadAsStringAsync()).RootElement;

        Assert.Matches("^[0-9a-f]{32}$", unnamed.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await app.PostAsync("/orchestrators/Nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await app.PostAsync("/orchestrators/Greet/g1", "\"Li\"")).StatusCode);
        Assert.Equal("Li", (await app.EndAsync("g1")).ReadInputAs<string>());
        Assert.Equal(HttpStatusCode.Conflict, (await app.PostAsync("/orchestrators/Wait/w1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostAsync("/orchestrators/Wait", "{")).StatusCode);
    }

    [Fact]
    public async Task H157_StartWithTimeout_WaitsForTheOutput()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);

        Assert.Equal(
            (HttpStatusCode.OK, """{"Text":"Hallå <Bo>"}"""),
            await app.PostAsync("/orchestrators/Greet?timeout=60&pollingInterval=1", "\"Bo\"").AnswerAsync());
        (HttpStatusCode status, string failed) =
            await app.PostAsync("/orchestrators/Greet?timeout=60&pollingInterval=1", "\"nobody\"").AnswerAsync();
        Assert.Equal(
            (HttpStatusCode.OK, "Failed"),
            (status, JsonDocument.Parse(failed).RootElement.GetProperty("runtimeStatus").GetString()));
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await app.PostAsync("/orchestrators/Wait?timeout=0.01&pollingInterval=0.01")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await app.PostAsync("/orchestrators/Wait?timeout=1&pollingInterval=2")).StatusCode);
    }

    [Fact]
    public async Task H155_Restart_StartsAnewUnderANewIdOrTheSame()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.RunAsync("Greet", "g1", "Bo");

        HttpResponseMessage renamed = await app.PostAsync("/instances/g1/restart");
        HttpResponseMessage same = await app.PostAsync("/instances/g1/restart?restartWithNewInstanceId=false");

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.Accepted), (renamed.StatusCode, same.StatusCode));
        string id = await IdAsync(renamed);
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal("Bo", (await app.EndAsync(id)).ReadInputAs<string>());
        Assert.Equal("g1", await IdAsync(same));

        static async Task<string> IdAsync(HttpResponseMessage answer) =>
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task H155_Restart_OfWhatIsNotThereOrRuns_IsRefused()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(azurite.ConnectionString);
        await app.StartAsync("Wait", "w1");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "InstanceId does not match a valid orchestration instance."),
            await MessageAsync("/instances/nosuch/restart"));
        Assert.Equal(
            (HttpStatusCode.Conflict, "A non-terminal instance with this instance ID already exists."),
            await MessageAsync("/instances/w1/restart?restartWithNewInstanceId=false"));

        async Task<(HttpStatusCode Status, string? Message)> MessageAsync(string path)
        {
            (HttpStatusCode status, string body) = await app.PostAsync(path).AnswerAsync();
            return (status, JsonDocument.Parse(body).RootElement.GetProperty("Message").GetString());
        }
    }
}
