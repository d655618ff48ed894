using System.Net;
using Daoban.Emulator.Hosting.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class RoutingTests
{
    [Fact]
    public async Task H6_RoutesInNameOrder_FirstMatchWins()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Overlapping));

        Assert.Equal("RAny lit", await app.Client.GetStringAsync("/api/r/lit"));
        Assert.Equal("RAny 5", await app.Client.GetStringAsync("/api/r/5"));
    }

    [Fact]
    public async Task H7_OtherMethod_FallsOnToTheNextRoute()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Overlapping));

        HttpResponseMessage post = await app.Client.PostAsync("/api/r/lit", null);
        HttpResponseMessage delete = await app.Client.DeleteAsync("/api/r/lit");

        Assert.Equal("RPost lit", await post.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, delete.StatusCode);
    }

    [Theory]
    [InlineData("/api/NoRoute", "200 OK")]
    [InlineData("/API/noroute", "200 OK")]
    [InlineData("/api/noroute/", "200 OK")]
    [InlineData("//api/noroute", "404 Not Found")]
    [InlineData("/api//noroute", "404 Not Found")]
    [InlineData("/noroute", "404 Not Found")]
    public async Task H8_PrefixAndFunctionName_MatchWithoutCaseAndWithTrailingSlash(string path, string status)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Plain));

        Assert.StartsWith($"HTTP/1.1 {status}", await app.RawAsync($"GET {path}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H9_EmptyPrefix_CatchAllGetsTheRootButNotAdmin()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(CatchAll)])
        {
            HostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""",
        });

        Assert.Equal("all ", await app.Client.GetStringAsync("/"));
        Assert.Equal("all a/b", await app.Client.GetStringAsync("/a/b"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/admin/nothing")).StatusCode);
        Assert.Equal("", await app.Client.GetStringAsync("/admin/host/ping"));
    }

    [Theory]
    [InlineData(typeof(SlashRoute), "the route 'api//slash' is not valid")]
    [InlineData(typeof(AdminRoute), "the specified route 'administrators' conflicts with one or more built in routes")]
    [InlineData(typeof(RuntimeRoute), "the specified route '/Runtime/x' conflicts with one or more built in routes")]
    [InlineData(typeof(SameRoute), "the route 'api/Same' conflicts with the route defined by function 'Dup1'")]
    public async Task H10_H11_H12_UnusableRoute_StopsTheStart(Type functions, string reason)
    {
        FunctionsStartException error =
            await Assert.ThrowsAsync<FunctionsStartException>(() => TestApp.StartAsync(functions));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H12_SameRouteOtherMethod_IsFine()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(SplitByMethod));

        Assert.Equal("get", await app.Client.GetStringAsync("/api/split"));
        Assert.Equal("put", await (await app.Client.PutAsync("/api/split", null)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/opt", "a=")]
    [InlineData("/api/opt/7", "a=7")]
    [InlineData("/api/optint/7", "a=7")]
    [InlineData("/api/def", "a=5")]
    [InlineData("/api/rest/x/y", "rest=x/y")]
    [InlineData("/api/rest", "rest=")]
    [InlineData("/api/int/12", "int 12")]
    [InlineData("/api/regex/ab12", "regex ab12")]
    [InlineData("/api/guid/6f9619ff-8b86-d011-b42d-00cf4fc964ff", "guid 6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("/api/min/abc", "min abc")]
    [InlineData("/api/alpha/Abc", "alpha Abc")]
    [InlineData("/api/file/a.b.c", "a.b|c")]
    public async Task H13_H14_Templates_MatchAsTheRealHost(string path, string answer)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Templates));

        Assert.Equal(answer, await app.Client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("/api/int/x")]
    [InlineData("/api/optint/x")]
    [InlineData("/api/regex/12ab")]
    [InlineData("/api/guid/6f9619ff")]
    [InlineData("/api/min/ab")]
    [InlineData("/api/alpha/ab1")]
    [InlineData("/api/int")]
    public async Task H14_H23_FailedConstraint_IsAnEmpty404(string path)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Templates));

        HttpResponseMessage answer = await app.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("a%20b", "a b|a b")]
    [InlineData("a%2Fb", "a%2Fb|a%2Fb")]
    [InlineData("%C3%A9", "é|é")]
    [InlineData("%E9", "%E9|%E9")]
    public async Task H15_RouteValues_AreDecodedStringsAndBindWithoutCase(string segment, string answer)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Templates));

        string raw = await app.RawAsync($"GET /api/echo/{segment}");

        Assert.EndsWith($"\r\n\r\n{answer}", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H16_SettingInRoute_IsLiteralText()
    {
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions([typeof(SettingRoute)])
        {
            Settings = new Dictionary<string, string> { ["MyRoute"] = "fromset" },
        });

        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/api/set/fromset")).StatusCode);
        Assert.Contains(app.Log.All, line => line.EndsWith(
            "Mapped function route 'api/set/%MyRoute%' [get] to 'SettingRoute'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PURGE")]
    [InlineData("FOO")]
    public async Task H19_NoMethods_TakesEveryMethod(string method)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Plain));

        Assert.StartsWith("HTTP/1.1 200 OK", await app.RawAsync($"{method} /api/NoRoute"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("POST")]
    public async Task H20_H21_UnlistedMethod_Is404WithoutAllow(string method)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Templates));

        string answer = await app.RawAsync($"{method} /api/def");

        Assert.StartsWith("HTTP/1.1 404 Not Found", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Allow:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H20_ListedHead_HasTheBodysLengthAndNoBody()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Methods));

        string answer = await app.RawAsync("HEAD /api/head");

        Assert.Contains("Content-Length: 4", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PURGE")]
    [InlineData("purge")]
    public async Task H22_CustomMethod_MatchesWithoutCase(string method)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Methods));

        Assert.StartsWith("HTTP/1.1 200 OK", await app.RawAsync($"{method} /api/custom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H18_Start_TellsEachRouteWithItsMethods()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Plain), typeof(Methods));

        Assert.Equal(
            [
                "Mapped function route 'api/Custom' [purge] to 'Custom'",
                "Mapped function route 'api/Head' [get,head] to 'Head'",
                "Mapped function route 'api/NoRoute' [all] to 'NoRoute'",
            ],
            app.Log.All
                .Where(line => line.Contains("Mapped function route", StringComparison.Ordinal))
                .Select(line => line[line.IndexOf("Mapped", StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task H18_NoHttpFunction_SaysSo()
    {
        await using TestApp app = await TestApp.StartAsync();

        Assert.Contains(app.Log.All, line => line.EndsWith("No HTTP routes mapped", StringComparison.Ordinal));
    }

    public static class Overlapping
    {
        [Function("RLit")]
        public static IActionResult Literal(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "r/lit")] HttpRequest req) => Text("RLit");

        [Function("RPost")]
        public static IActionResult Post(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "r/{id}")] HttpRequest req, string id) =>
            Text($"RPost {id}");

        [Function("rAny")]
        public static IActionResult Any(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "r/{id}")] HttpRequest req, string id) =>
            Text($"RAny {id}");
    }

    public static class Plain
    {
        [Function("NoRoute")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }
    }

    public static class CatchAll
    {
        [Function("Zz")]
        public static IActionResult Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest req, string? path) =>
            Text($"all {path}");
    }

    public static class SlashRoute
    {
        [Function("Slash")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/slash")] HttpRequest req)
        {
        }
    }

    public static class AdminRoute
    {
        [Function("Admins")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "administrators")] HttpRequest req)
        {
        }
    }

    public static class RuntimeRoute
    {
        [Function("Run")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/Runtime/x")] HttpRequest req)
        {
        }
    }

    public static class SameRoute
    {
        [Function("Dup1")]
        public static void One([HttpTrigger(AuthorizationLevel.Anonymous, Route = "same")] HttpRequest req)
        {
        }

        [Function("Dup2")]
        public static void Two([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Same")] HttpRequest req)
        {
        }
    }

    public static class SplitByMethod
    {
        [Function("SplitGet")]
        public static IActionResult Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "split")] HttpRequest req) =>
            Text("get");

        [Function("SplitPut")]
        public static IActionResult Put(
            [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "split")] HttpRequest req) =>
            Text("put");
    }

    public static class SettingRoute
    {
        [Function("SettingRoute")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "set/%MyRoute%")] HttpRequest req)
        {
        }
    }

    public static class Methods
    {
        [Function("Head")]
        public static IActionResult Head([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequest req) =>
            Text("four");

        [Function("Custom")]
        public static IActionResult Custom(
            [HttpTrigger(AuthorizationLevel.Anonymous, "Purge")] HttpRequest req) => Text("ok");
    }

    public static class Templates
    {
        private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

        [Function("Def")]
        public static IActionResult Default(
            [HttpTrigger(Open, "get", Route = "def/{a=5}")] HttpRequest req, string a) =>
            Text($"a={a}");

        [Function("Echo")]
        public static IActionResult Echo([HttpTrigger(Open, "get", Route = "echo/{Id}")] HttpRequest req, string id) =>
            Text($"{id}|{req.RouteValues["Id"] as string}");

        [Function("File")]
        public static IActionResult File(
            [HttpTrigger(Open, "get", Route = "file/{name}.{ext}")] HttpRequest req, string name, string ext) =>
            Text($"{name}|{ext}");

        [Function("Guid")]
        public static IActionResult Identifier(
            [HttpTrigger(Open, "get", Route = "guid/{id:guid}")] HttpRequest req, Guid id) => Text($"guid {id}");

        [Function("Min")]
        public static IActionResult Minimum(
            [HttpTrigger(Open, "get", Route = "min/{a:minlength(3)}")] HttpRequest req, string a) => Text($"min {a}");

        [Function("Alpha")]
        public static IActionResult Alpha(
            [HttpTrigger(Open, "get", Route = "alpha/{a:alpha}")] HttpRequest req, string a) => Text($"alpha {a}");

        [Function("Int")]
        public static IActionResult Whole([HttpTrigger(Open, "get", Route = "int/{n:int}")] HttpRequest req, int n) =>
            Text($"int {n}");

        [Function("Opt")]
        public static IActionResult Optional(
            [HttpTrigger(Open, "get", Route = "opt/{a?}")] HttpRequest req, string? a) =>
            Text($"a={a}");

        [Function("OptInt")]
        public static IActionResult OptionalInt(
            [HttpTrigger(Open, "get", Route = "optint/{a:int?}")] HttpRequest req, int? a) => Text($"a={a}");

        [Function("Regex")]
        public static IActionResult Regex(
            [HttpTrigger(Open, "get", Route = "regex/{a:regex(^[a-z]{{2}}\\d+$)}")] HttpRequest req, string a) =>
            Text($"regex {a}");

        [Function("Rest")]
        public static IActionResult Rest(
            [HttpTrigger(Open, "get", Route = "rest/{*rest}")] HttpRequest req, string? rest) =>
            Text($"rest={rest}");
    }

    private static ContentResult Text(string text) => new() { Content = text };
}
