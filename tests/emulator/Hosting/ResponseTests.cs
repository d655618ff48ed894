using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class ResponseTests
{
    [Theory]
    [InlineData("OkText", "text/plain; charset=utf-8", "s")]
    [InlineData("OkPoco", "application/json; charset=utf-8", """{"name":"é<x>","colour":1,"gone":null}""")]
    [InlineData(
        "JsonPoco", "application/json; charset=utf-8", """{"name":"\u00E9\u003Cx\u003E","colour":1,"gone":null}""")]
    [InlineData("MinimalPoco", "application/json; charset=utf-8", """{"name":"é<x>","colour":1,"gone":null}""")]
    public async Task H38_Results_AreExecutedAsTheRealHostDoes(string function, string contentType, string body)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        HttpResponseMessage answer = await app.Client.GetAsync($"/api/{function}");

        Assert.Equal(contentType, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Poco")]
    [InlineData("Text")]
    [InlineData("Number")]
    [InlineData("Nothing")]
    [InlineData("TaskOnly")]
    [InlineData("TaskOfPoco")]
    [InlineData("Null")]
    [InlineData("ActionOf")]
    public async Task H39_OtherReturnValues_AreAnEmpty200(string function)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        HttpResponseMessage answer = await app.Client.GetAsync($"/api/{function}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task H39_StatusSetByTheFunction_Stays()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        Assert.Equal((HttpStatusCode)299, (await app.Client.GetAsync("/api/SetStatus")).StatusCode);
    }

    [Theory]
    [InlineData("OkNull", HttpStatusCode.NoContent)]
    [InlineData("Empty", HttpStatusCode.OK)]
    [InlineData("Redirect", HttpStatusCode.Found)]
    [InlineData("Created", HttpStatusCode.InternalServerError)]
    public async Task H40_SpecialResults_HaveTheRealHostsStatus(string function, HttpStatusCode status)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        Assert.Equal(status, (await app.Client.GetAsync($"/api/{function}")).StatusCode);
    }

    [Fact]
    public async Task H44_CustomHeaders_AreOnEveryAnswerEvenA500()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Results)])
        {
            HostJson = """
                { "version": "2.0",
                  "extensions": { "http": { "customHeaders": { "X-Content-Type-Options": "nosniff" } } } }
                """,
        });

        HttpResponseMessage failed = await app.Client.GetAsync("/api/Throws");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(["nosniff"], failed.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task H45_ResultThatFailsToSerialize_IsAnEmpty500()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Unserializable");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("Throws")]
    [InlineData("Cancelled")]
    [InlineData("TooLarge")]
    public async Task H45_UnhandledException_IsAnEmpty500WithTheHeadersThatWereSet(string function)
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Results)])
        {
            Settings = new Dictionary<string, string> { ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development" },
        });

        HttpResponseMessage answer = await app.Client.GetAsync($"/api/{function}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, answer.Content.Headers.ContentLength);
        Assert.Equal(["1"], answer.Headers.GetValues("x-set"));
    }

    [Fact]
    public async Task H46_ExceptionAfterTheBodyBegan_BreaksTheConnection()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Late", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H47_Flush_ReachesTheClientBeforeTheFunctionEnds()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        using HttpResponseMessage answer =
            await app.Client.GetAsync("/api/Stream", HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        byte[] first = new byte[5];
        await body.ReadExactlyAsync(first);
        Results.Release.SetResult();
        using var rest = new StreamReader(body);

        Assert.Equal("first", Encoding.UTF8.GetString(first));
        Assert.Equal("second", await rest.ReadToEndAsync());
    }

    [Fact]
    public async Task H47_AsyncEnumerable_IsAJsonArray()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));

        Assert.Equal("[1,2]", await app.Client.GetStringAsync("/api/Numbers"));
    }

    [Fact]
    public async Task H49_BodyOverKestrelsLimit_Is500ForTheFunctionThatReadsIt()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(Results)])
        {
            Configure = builder => builder.Services.Configure<KestrelServerOptions>(
                options => options.Limits.MaxRequestBodySize = 100),
        });
        using var content = new ByteArrayContent(new byte[101]);

        HttpResponseMessage answer = await app.Client.PostAsync("/api/Read", content);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public void H49_DefaultLimit_IsKestrels() =>
        Assert.Equal(30_000_000, new KestrelServerLimits().MaxRequestBodySize);

    [Fact]
    public async Task H53_Form_CanBeRead()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]);

        HttpResponseMessage answer = await app.Client.PostAsync("/api/Form", form);

        Assert.Equal("b", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H53_MultipartForm_CanBeRead()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Results));
        using var form = new MultipartFormDataContent { { new StringContent("b"), "a" } };

        HttpResponseMessage answer = await app.Client.PostAsync("/api/Form", form);

        Assert.Equal("b", await answer.Content.ReadAsStringAsync());
    }

    [SuppressMessage("Naming", "CA1724", Justification = "The functions of this test.")]
    public static class Results
    {
        private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

        public static TaskCompletionSource Release { get; } = new();

        [Function("OkText")]
        public static IActionResult OkText([HttpTrigger(Open)] HttpRequest req) => new OkObjectResult("s");

        [Function("OkPoco")]
        public static IActionResult OkPoco([HttpTrigger(Open)] HttpRequest req) => new OkObjectResult(Sample.Value);

        [Function("JsonPoco")]
        public static IActionResult JsonPoco([HttpTrigger(Open)] HttpRequest req) => new JsonResult(Sample.Value);

        [Function("MinimalPoco")]
        public static IResult MinimalPoco([HttpTrigger(Open)] HttpRequest req) => TypedResults.Ok(Sample.Value);

        [Function("Poco")]
        public static Sample Poco([HttpTrigger(Open)] HttpRequest req) => Sample.Value;

        [Function("Text")]
        public static string Text([HttpTrigger(Open)] HttpRequest req) => "text";

        [Function("Number")]
        public static int Number([HttpTrigger(Open)] HttpRequest req) => 5;

        [Function("Nothing")]
        public static void Nothing([HttpTrigger(Open)] HttpRequest req)
        {
        }

        [Function("TaskOnly")]
        public static async Task TaskAsync([HttpTrigger(Open)] HttpRequest req) => await Task.Yield();

        [Function("TaskOfPoco")]
        public static Task<Sample> TaskOfPocoAsync([HttpTrigger(Open)] HttpRequest req) =>
            Task.FromResult(Sample.Value);

        [Function("Null")]
        public static IActionResult? Null([HttpTrigger(Open)] HttpRequest req) => null;

        [Function("ActionOf")]
        public static ActionResult<Sample> ActionOf([HttpTrigger(Open)] HttpRequest req) => Sample.Value;

        [Function("SetStatus")]
        public static void SetStatus([HttpTrigger(Open)] HttpRequest req) => req.HttpContext.Response.StatusCode = 299;

        [Function("OkNull")]
        public static IActionResult OkNull([HttpTrigger(Open)] HttpRequest req) => new OkObjectResult(null);

        [Function("Empty")]
        public static IActionResult Empty([HttpTrigger(Open)] HttpRequest req) => new EmptyResult();

        [Function("Redirect")]
        public static IActionResult Redirect([HttpTrigger(Open)] HttpRequest req) => new RedirectResult("/elsewhere");

        [Function("Created")]
        public static IActionResult Created([HttpTrigger(Open)] HttpRequest req) =>
            new CreatedAtRouteResult("none", new { id = 1 }, "x");

        [Function("Throws")]
        public static void Throws([HttpTrigger(Open)] HttpRequest req)
        {
            req.HttpContext.Response.Headers["x-set"] = "1";
            req.HttpContext.Response.StatusCode = 207;
            throw new InvalidOperationException("secret");
        }

        [Function("Cancelled")]
        public static void Cancelled([HttpTrigger(Open)] HttpRequest req)
        {
            req.HttpContext.Response.Headers["x-set"] = "1";
            throw new OperationCanceledException();
        }

        [Function("TooLarge")]
        public static void TooLarge([HttpTrigger(Open)] HttpRequest req)
        {
            req.HttpContext.Response.Headers["x-set"] = "1";
            throw new Microsoft.AspNetCore.Http.BadHttpRequestException(
                "too large", StatusCodes.Status413PayloadTooLarge);
        }

        [Function("Unserializable")]
        public static IActionResult Unserializable([HttpTrigger(Open)] HttpRequest req) =>
            new OkObjectResult(new Failing());

        [Function("Numbers")]
        public static IActionResult Numbers([HttpTrigger(Open)] HttpRequest req) =>
            new OkObjectResult(new[] { 1, 2 }.ToAsyncEnumerable());

        [Function("Late")]
        public static async Task LateAsync([HttpTrigger(Open)] HttpRequest req)
        {
            await req.HttpContext.Response.WriteAsync("part");
            await req.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("late");
        }

        [Function("Stream")]
        public static async Task StreamAsync([HttpTrigger(Open)] HttpRequest req)
        {
            await req.HttpContext.Response.WriteAsync("first");
            await req.HttpContext.Response.Body.FlushAsync();
            await Release.Task;
            await req.HttpContext.Response.WriteAsync("second");
        }

        [Function("Read")]
        public static async Task ReadAsync([HttpTrigger(Open)] HttpRequest req) =>
            await req.Body.CopyToAsync(Stream.Null);

        [Function("Form")]
        public static async Task<IActionResult> FormAsync([HttpTrigger(Open)] HttpRequest req) =>
            new OkObjectResult((await req.ReadFormAsync())["a"].ToString());
    }

    public sealed class Failing
    {
        public string Before { get; } = "written before";

        [SuppressMessage("Performance", "CA1822", Justification = "Serialised.")]
        public string Bad => throw new InvalidOperationException("no");
    }

    public sealed record Sample(string Name, BindingTests.Colour Colour, string? Gone)
    {
        public static Sample Value { get; } = new("é<x>", BindingTests.Colour.Green, null);
    }
}
