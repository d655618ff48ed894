using System.Net;
using System.Reflection;
using Daoban.Emulator.Engine.Client;
using Daoban.Emulator.Hosting.Durable;
using Daoban.Emulator.Tests.Durable;
using Daoban.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Daoban.Emulator.Tests.Hosting.Webhooks;

/// <summary>The worker's answers with links: HOST 161 to 163.</summary>
public sealed class CheckStatusTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task H161_CheckStatusResponse_HasTheWorkersLinks()
    {
        await using WebhookApp app = await StartAsync();

        HttpResponseMessage answer = await app.App.Client.PostAsync("/api/Start?id=a%20b", null);
        string body = await answer.Content.ReadAsStringAsync();

        string prefix = $"{app.App.Address.GetLeftPart(UriPartial.Authority)}{WebhookApp.Base}/instances/a%20b";
        string code = $"code={app.Key}";
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Null(answer.Headers.RetryAfter);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"{prefix}?{code}", answer.Headers.Location!.OriginalString);
        string[] links =
        [
            "'Id':'a b'",
            $"'StatusQueryGetUri':'{prefix}?{code}'",
            $"'SendEventPostUri':'{prefix}/raiseEvent/{{eventName}}?{code}'",
            $"'TerminatePostUri':'{prefix}/terminate?reason={{{{text}}}}\\u0026{code}'",
            "'RewindPostUri':null",
            $"'PurgeHistoryDeleteUri':'{prefix}?{code}'",
            "'RestartPostUri':null",
            $"'SuspendPostUri':'{prefix}/suspend?reason={{{{text}}}}\\u0026{code}'",
            $"'ResumePostUri':'{prefix}/resume?reason={{{{text}}}}\\u0026{code}'",
        ];
        Assert.Equal($"{{{string.Join(',', links)}}}", body.Replace('"', '\''));
    }

    [Fact]
    public async Task H161_H163_StatusLink_OpensAlsoWhenTheOrchestrationFailed()
    {
        await using WebhookApp app = await StartAsync();

        HttpResponseMessage answer = await app.App.Client.PostAsync("/api/Start?id=f1&name=Nowhere", null);
        await app.EndAsync("f1");
        HttpResponseMessage status = await app.App.Client.GetAsync(answer.Headers.Location);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (answer.StatusCode, status.StatusCode));
        Assert.Contains(
            "\"runtimeStatus\":\"Failed\"", await status.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H161_CheckStatusResponse_TakesAStatus()
    {
        await using WebhookApp app = await StartAsync();

        Assert.Equal(
            HttpStatusCode.Created, (await app.App.Client.PostAsync("/api/Start?id=c1&status=201", null)).StatusCode);
    }

    [Fact]
    public async Task H162_SyncCheckStatusResponse_Is500()
    {
        await using WebhookApp app = await StartAsync();

        Assert.Equal(
            HttpStatusCode.InternalServerError, (await app.App.Client.PostAsync("/api/StartSync", null)).StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("daoban.example", "https://daoban.example")]
    [InlineData("localhost:7071", "http://localhost:7071")]
    public async Task H162_PayloadWithoutRequest_UsesTheHostsName(string? name, string? address)
    {
        TestAppOptions options = Options();
        await using WebhookApp app = await WebhookApp.StartAsync(name is null ? options : options with
        {
            Settings = new Dictionary<string, string>(options.Settings) { ["WEBSITE_HOSTNAME"] = name },
        });

        string link = await app.App.Client.GetStringAsync("/api/Link");

        address ??= app.App.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal($"{address}{WebhookApp.Base}/instances/i1?code={app.Key}", link);
    }

    [Fact]
    public void H162_PayloadOfAClientThatIsNotBound_NeedsARequest()
    {
        var client = new RecordingClient();

        Assert.Throws<InvalidOperationException>(() => client.CreateHttpManagementPayload("i1"));
        Assert.Throws<ArgumentException>(() => client.CreateHttpManagementPayload(""));
    }

    [Fact]
    public async Task Webhooks_OfAnAppWithOnlyAClient_Exist()
    {
        await using WebhookApp app = await WebhookApp.StartAsync(Options() with { Functions = [typeof(Starters)] });

        Assert.Equal((HttpStatusCode.OK, "[]"), await app.GetAsync("/instances").AnswerAsync());
    }

    [Fact]
    public void ClientOfFunctions_PassesOnWhateverTheEngineOffers()
    {
        string[] offered = [.. Overrides(typeof(EngineClient))];

        Assert.Contains(offered, name => name.StartsWith("RestartAsync", StringComparison.Ordinal));
        Assert.Empty(offered.Except(Overrides(typeof(FunctionsDurableTaskClient))));

        static IEnumerable<string> Overrides(Type type) => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.IsVirtual)
            .Select(method =>
                $"{method.Name}({string.Join(',', method.GetParameters().Select(one => one.ParameterType))})");
    }

    private Task<WebhookApp> StartAsync() => WebhookApp.StartAsync(Options());

    private TestAppOptions Options() => WebhookApp.Options(azurite.ConnectionString) with
    {
        Functions = [typeof(WebhookFunctions), typeof(Starters)],
    };

    public static class Starters
    {
        [Function("Start")]
        public static async Task<HttpResponseData> StartAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req,
            string id,
            [DurableClient] DurableTaskClient client,
            string? name = "Wait",
            int? status = null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name!, new StartOrchestrationOptions(id));
            return status is { } code
                ? await client.CreateCheckStatusResponseAsync(req, id, (HttpStatusCode)code)
                : await client.CreateCheckStatusResponseAsync(req, id);
        }

        [Function("StartSync")]
        public static HttpResponseData StartSync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req,
            [DurableClient] DurableTaskClient client) => client.CreateCheckStatusResponse(req, "i1");

        [Function("Link")]
        public static IResult Link(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, [DurableClient] DurableTaskClient client) =>
            Results.Text(client.CreateHttpManagementPayload("i1").StatusQueryGetUri);
    }
}
