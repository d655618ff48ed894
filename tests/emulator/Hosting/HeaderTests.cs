using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace Daoban.Emulator.Tests.Hosting;

/// <summary>What functions set on an answer beside its body.</summary>
public sealed class HeaderTests
{
    [Fact]
    public async Task H44_HeadersAndCookies_PassAsTheyAre()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Headers");

        Assert.Equal(["a=1; path=/", "b=2; path=/"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["1", "2"], answer.Headers.GetValues("x-many"));
        Assert.Equal("Mine", answer.Headers.Server.ToString());
        Assert.Equal("attachment; filename=a.txt", answer.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task H44_Lengths_ContentIsCountedAndJsonIsChunked()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        string content = await app.RawAsync("GET /api/Headers");
        string json = await app.RawAsync("GET /api/Json");

        Assert.Contains("Content-Length: 4", content, StringComparison.Ordinal);
        Assert.Contains("Transfer-Encoding: chunked", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H44_Range_GetsThatPart()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));
        app.Client.DefaultRequestHeaders.Range = new RangeHeaderValue(1, 2);

        HttpResponseMessage answer = await app.Client.GetAsync("/api/Range");

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("bytes 1-2/4", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal("bc", await answer.Content.ReadAsStringAsync());
    }

    public static class Functions
    {
        [Function("Range")]
        public static IActionResult Range([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new FileContentResult("abcd"u8.ToArray(), "text/plain") { EnableRangeProcessing = true };

        [Function("Headers")]
        public static IActionResult Headers([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
            HttpResponse response = req.HttpContext.Response;
            response.Cookies.Append("a", "1");
            response.Cookies.Append("b", "2");
            response.Headers["x-many"] = new StringValues(["1", "2"]);
            response.Headers.Server = "Mine";
            response.Headers.ContentDisposition = "attachment; filename=a.txt";
            return new ContentResult { Content = "four" };
        }

        [Function("Json")]
        public static IActionResult Json([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            new OkObjectResult(new { a = 1 });
    }
}
