using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;
using HttpCookie = Microsoft.Azure.Functions.Worker.Http.HttpCookie;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>HttpRequestData and HttpResponseData over ASP.NET Core: HOST 24, 41, 45 and 59.</summary>
public sealed class HttpDataTests
{
    [Fact]
    public async Task H24_RequestData_ShowsTheRequest()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/Echo?a=b%20c&a=d")
        {
            Content = new StringContent("blåbär", Encoding.UTF8),
        };
        request.Headers.Add("x-many", ["1", "2"]);
        request.Headers.Add("Cookie", "theme=light; size=2");

        string answer = await (await app.Client.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Equal($"PUT {app.Address}api/Echo?a=b%20c&a=d | b c,d | 1, 2 | theme=light,size=2 | blåbär", answer);
    }

    [Fact]
    public async Task H24_RequestData_BindsBesideTheTriggerAndIsOneObject()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        Assert.Equal("True", await app.Client.GetStringAsync("/api/Beside"));
    }

    [Theory]
    [InlineData("""{"name":"Bo"}""", "Bo")]
    [InlineData("null", "none")]
    public async Task RequestData_ReadFromJson_UsesTheWorkersSerializer(string json, string name)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.PostAsync("/api/FromJson", new StringContent(json));

        Assert.Equal(name, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H41_WriteString_IsAsynchronousAndSetsNoContentType()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage written = await app.Client.GetAsync("/api/Text");
        HttpResponseMessage sync = await app.Client.GetAsync("/api/SyncText");

        Assert.Equal("blåbär", await written.Content.ReadAsStringAsync());
        Assert.Null(written.Content.Headers.ContentType);
        Assert.Equal(
            (HttpStatusCode.InternalServerError, ""), (sync.StatusCode, await sync.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task H41_WriteAsJson_KeepsNamesAsTheyAre()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Json");

        Assert.Equal("""{"Name":"Bo"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task ResponseData_StatusHeadersAndCookies_GoOut()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Dressed");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(["1", "2"], answer.Headers.GetValues("x-many"));
        Assert.Equal(["direct"], answer.Headers.GetValues("x-direct"));
        Assert.False(answer.Headers.Contains("x-gone"));
        Assert.Equal(
            ["plain=1; path=/", "full=2; max-age=60; domain=d; path=/p; secure; samesite=strict; httponly"],
            answer.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task ResponseData_ReplacedHeaders_AreTheOnesThatGoOut()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Replaced");

        Assert.Equal("new", Assert.Single(answer.Headers.GetValues("x-new")));
        Assert.False(answer.Headers.Contains("x-old"));
    }

    [Fact]
    public async Task H45_ExceptionAfterHeaders_Is500AndHeadersStay()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Broken");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("x-set")));
    }

    [Fact]
    public async Task H59_Middleware_AnswersByResponseDataAsTheResult()
    {
        await using TestApp app = await StartAsync(async (context, _) =>
        {
            HttpRequestData request = (await context.GetHttpRequestDataAsync())!;
            HttpResponseData response = request.CreateResponse(HttpStatusCode.Forbidden);
            await response.WriteStringAsync("no");
            context.GetInvocationResult().Value = response;
        });

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Text");

        Assert.Equal(
            (HttpStatusCode.Forbidden, "no"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task GetHttpResponseData_AfterTheFunction_IsItsResult()
    {
        HttpResponseData? seen = null;
        await using TestApp app = await StartAsync(async (context, next) =>
        {
            Assert.Null(context.GetHttpResponseData());
            await next();
            seen = context.GetHttpResponseData();
            seen!.Headers.Add("x-late", "1");
        });

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Bare");

        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("x-late")));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task<TestApp> StartAsync(Func<FunctionContext, Func<Task>, Task> middleware) =>
        TestApp.StartAsync(new TestAppOptions([typeof(Functions)])
        {
            Configure = builder => builder.UseMiddleware(middleware),
        });

    public sealed record Person(string Name);

    public static class Functions
    {
        [Function("Echo")]
        public static async Task<HttpResponseData> EchoAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            string cookies = string.Join(',', req.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
            string many = string.Join(',', req.Headers.GetValues("x-many"));
            HttpResponseData response = HttpResponseData.CreateResponse(req);
            await response.WriteStringAsync(
                $"{req.Method} {req.Url.AbsoluteUri} | {req.Query["a"]} | {many} | {cookies} | "
                + await req.ReadAsStringAsync());
            return response;
        }

        [Function("Beside")]
        public static async Task<IResult> BesideAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req, HttpRequestData data, FunctionContext context)
        {
            Assert.Equal(req.Method, data.Method);
            return Results.Text($"{ReferenceEquals(data, await context.GetHttpRequestDataAsync())}");
        }

        [Function("FromJson")]
        public static async Task<HttpResponseData> FromJsonAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            var person = await req.ReadFromJsonAsync<Person>();
            HttpResponseData response = req.CreateResponse();
            await response.WriteStringAsync(person?.Name ?? "none");
            return response;
        }

        [Function("Text")]
        public static async Task<HttpResponseData> TextAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            HttpResponseData response = req.CreateResponse(HttpStatusCode.OK);
            await response.WriteStringAsync("blåbär");
            return response;
        }

        [Function("SyncText")]
        public static HttpResponseData SyncText([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            HttpResponseData response = req.CreateResponse();
            response.WriteString("blåbär");
            return response;
        }

        [Function("Json")]
        public static async Task<HttpResponseData> JsonAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            HttpResponseData response = req.CreateResponse();
            await response.WriteAsJsonAsync(new Person("Bo"));
            return response;
        }

        [Function("Dressed")]
        public static HttpResponseData Dressed(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req, FunctionContext context)
        {
            IHeaderDictionary direct = context.GetHttpContext()!.Response.Headers;
            direct["x-gone"] = "1";
            HttpResponseData response = req.CreateResponse(HttpStatusCode.Conflict);
            response.Headers.Add("x-many", ["1", "2"]);
            response.Headers.Remove("x-gone");
            direct["x-direct"] = "direct";
            response.Cookies.Append("plain", "1");
            response.Cookies.Append(new HttpCookie("full", "2")
            {
                Domain = "d",
                Path = "/p",
                MaxAge = 60,
                HttpOnly = true,
                Secure = true,
                SameSite = SameSite.Strict,
            });
            return response;
        }

        [Function("Replaced")]
        public static HttpResponseData Replaced([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            HttpResponseData response = req.CreateResponse();
            response.Headers.Add("x-old", "old");
            response.Headers = new HttpHeadersCollection([KeyValuePair.Create("x-new", "new")]);
            return response;
        }

        [Function("Broken")]
        public static HttpResponseData Broken([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req)
        {
            req.CreateResponse(HttpStatusCode.Accepted).Headers.Add("x-set", "1");
            throw new InvalidOperationException();
        }

        [Function("Bare")]
        public static HttpResponseData Bare([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData req) =>
            req.CreateResponse(HttpStatusCode.NoContent);
    }
}
