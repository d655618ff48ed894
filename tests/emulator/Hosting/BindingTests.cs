using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class BindingTests
{
    [Theory]
    [InlineData("/api/name?s=a", "a")]
    [InlineData("/api/name?S=a", "a")]
    [InlineData("/api/name?s=a&s=b", "b")]
    [InlineData("/api/name?s=", "")]
    [InlineData("/api/name", "null")]
    public async Task H30_QueryParameter_BindsByNameAndTheLastWins(string path, string answer)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        Assert.Equal(answer, await app.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task H30_JsonBodyProperty_BindsByNameAndTheBodyStaysReadable()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        HttpResponseMessage answer = await PostAsync(app, "/api/bodyprop", """{"prop":"v","n":3}""");

        Assert.Equal("""v 3 {"prop":"v","n":3}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H30_MalformedJsonBody_LeavesTheParameterNull()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        HttpResponseMessage answer = await PostAsync(app, "/api/bodyprop", "{nonsense");

        Assert.Equal(" 0 {nonsense", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"n":3,"prop":"\uD800"}""")]
    [InlineData("""{"n":3,"\uD800":"x"}""")]
    [InlineData("{\"n\":3,\"prop\":\"\u00e9\"}")]
    public async Task H30_TextThatIsNone_LeavesTheParametersAlone(string latin1)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        HttpResponseMessage answer = await app.Client.PostAsync("/api/bodyprop", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(" 0 {", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H30_AbsentOptionalRouteValue_HidesTheBodyProperty()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        HttpResponseMessage answer = await PostAsync(app, "/api/hidden", """{"id":"body"}""");

        Assert.Equal("null", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task H30_ParameterCalledHeaders_GetsTheHeadersAsJson()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));
        app.Client.DefaultRequestHeaders.Add("x-h", "1");

        Assert.Contains("\"x-h\":\"1\"", await app.Client.GetStringAsync("/api/headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H31_MvcSourceAttributes_AreIgnored()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        app.Client.DefaultRequestHeaders.Add("x-h", "1");

        Assert.Equal("null null null", await app.Client.GetStringAsync("/api/mvc/5"));
    }

    [Theory]
    [InlineData("/api/default", "dflt")]
    [InlineData("/api/nullable", "null")]
    public async Task H32_NoSource_GivesDefaultOrNull(string path, string answer)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        Assert.Equal(answer, await app.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task H32_ValueTypeWithoutSource_Is500()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        Assert.Equal(HttpStatusCode.InternalServerError, (await app.Client.GetAsync("/api/int")).StatusCode);
        Assert.Contains(app.Log.All, line => line.StartsWith("Error Function.Int", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int", "5", "5")]
    [InlineData("int", "%205", "5")]
    [InlineData("bool", "true", "True")]
    [InlineData("enum", "1", "Green")]
    [InlineData("guid", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    [InlineData("instant", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00.0000000+00:00")]
    [InlineData("date", "2026-11-23T10:00:00Z", "Local")]
    [InlineData("bytes", "ab", "2")]
    [InlineData("poco", "%7B%22name%22%3A%22x%22%7D", "x")]
    public async Task H33_H34_Text_IsConvertedAsJsonOrByItsOwnConverter(string function, string value, string answer)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        Assert.Equal(answer, await app.Client.GetStringAsync($"/api/{function}?v={value}"));
    }

    [Theory]
    [InlineData("bool", "True")]
    [InlineData("bool", "1")]
    [InlineData("enum", "Green")]
    [InlineData("day", "2026-11-23")]
    [InlineData("span", "00:01:00")]
    [InlineData("int", "x")]
    public async Task H33_UnconvertibleText_Is500(string function, string value)
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        HttpResponseMessage answer = await app.Client.GetAsync($"/api/{function}?v={value}");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task H36_ContextAndToken_AreTheInvocationsAndNotTheRequests()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        Assert.Equal("True False", await app.Client.GetStringAsync("/api/token"));
    }

    [Fact]
    public async Task H37_Request_ShowsHostAndInvocationId()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(ByName));

        string raw = await app.RawAsync("GET /api/request");

        Assert.EndsWith("\r\n\r\ntest||HTTP/1.1|True|False", raw, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestApp app, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Client.PostAsync(path, content);
    }

    public enum Colour
    {
        Red,
        Green,
    }

    public sealed record Poco(string Name);

    public static class ByName
    {
        private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

        [Function("Name")]
        public static IActionResult Name([HttpTrigger(Open)] HttpRequest req, string s) => Text(s ?? "null");

        [Function("BodyProp")]
        public static async Task<IActionResult> BodyAsync([HttpTrigger(Open)] HttpRequest req, string? prop, int n = 0)
        {
            using var reader = new StreamReader(req.Body);
            return Text($"{prop} {n} {await reader.ReadToEndAsync()}");
        }

        [Function("Hidden")]
        public static IActionResult Hidden(
            [HttpTrigger(Open, Route = "hidden/{id?}")] HttpRequest req, string? id, string? other) =>
            Text(id ?? "null");

        [Function("Headers")]
        public static IActionResult Headers([HttpTrigger(Open)] HttpRequest req, string headers) => Text(headers);

        [Function("Mvc")]
        public static IActionResult Mvc(
            [HttpTrigger(Open, Route = "mvc/{id}")] HttpRequest req,
            [FromRoute(Name = "id")] string other,
            [FromHeader(Name = "x-h")] string header,
            [FromServices] Poco service) =>
            Text($"{other ?? "null"} {header ?? "null"} {service?.Name ?? "null"}");

        [Function("Default")]
        public static IActionResult Default([HttpTrigger(Open)] HttpRequest req, string s = "dflt") => Text(s);

        [Function("Nullable")]
        public static IActionResult Nullable([HttpTrigger(Open)] HttpRequest req, int? v) =>
            Text(v?.ToString(CultureInfo.InvariantCulture) ?? "null");

        [Function("Int")]
        public static IActionResult Whole([HttpTrigger(Open)] HttpRequest req, int v) => Text($"{v}");

        [Function("Bool")]
        public static IActionResult Bool([HttpTrigger(Open)] HttpRequest req, bool v) => Text($"{v}");

        [Function("Enum")]
        public static IActionResult Enum([HttpTrigger(Open)] HttpRequest req, Colour v) => Text($"{v}");

        [Function("Guid")]
        public static IActionResult Identifier([HttpTrigger(Open)] HttpRequest req, Guid v) => Text($"{v}");

        [Function("Instant")]
        public static IActionResult Instant([HttpTrigger(Open)] HttpRequest req, DateTimeOffset v) => Text($"{v:o}");

        [Function("Date")]
        public static IActionResult Date([HttpTrigger(Open)] HttpRequest req, DateTime v) => Text($"{v.Kind}");

        [Function("Day")]
        public static IActionResult Day([HttpTrigger(Open)] HttpRequest req, DateOnly v) => Text($"{v}");

        [Function("Span")]
        public static IActionResult Span([HttpTrigger(Open)] HttpRequest req, TimeSpan v) => Text($"{v}");

        [Function("Bytes")]
        public static IActionResult Bytes([HttpTrigger(Open)] HttpRequest req, byte[] v) => Text($"{v.Length}");

        [Function("Poco")]
        public static IActionResult PocoOf([HttpTrigger(Open)] HttpRequest req, Poco v) => Text(v.Name);

        [Function("Token")]
        public static IActionResult Token(
            [HttpTrigger(Open)] HttpRequest req, FunctionContext context, CancellationToken token) =>
            Text($"{token == context.CancellationToken} {token == req.HttpContext.RequestAborted}");

        [Function("Request")]
        public static IActionResult Request([HttpTrigger(Open)] HttpRequest req, FunctionContext context) => Text(
            $"{req.Host}|{req.PathBase}|{req.Protocol}|{req.Headers["x-ms-invocation-id"] == context.InvocationId}|"
            + $"{req.HttpContext.User.Identity?.IsAuthenticated}");

        private static ContentResult Text(string text) => new() { Content = text };
    }
}
