using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Tests.Hosting;

public sealed class HostEndpointTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task H85_Ping_IsOpenAndNotCached(string method)
    {
        await using TestApp app = await TestApp.StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), "/admin/host/ping");
        HttpResponseMessage answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, NoCache: true });
        Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
    }

    [Theory]
    [InlineData("/admin/warmup", HttpStatusCode.OK)]
    [InlineData("/admin/instance/http-health", HttpStatusCode.OK)]
    [InlineData("/admin/nothing", HttpStatusCode.NotFound)]
    [InlineData("/runtime/webhooks/durabletask/instances", HttpStatusCode.NotFound)]
    [InlineData("/favicon.ico", HttpStatusCode.NotFound)]
    [InlineData("/administrators", HttpStatusCode.NotFound)]
    public async Task H85_H91_HostPaths_AnswerAsTheRealHost(string path, HttpStatusCode status)
    {
        await using TestApp app = await TestApp.StartAsync();

        Assert.Equal(status, (await app.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task H85_StatusWithoutStorage_StaysClosed()
    {
        await using TestApp app = await TestApp.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.GetAsync("/admin/host/status?code=")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.GetAsync("/admin/host/status?code=x")).StatusCode);
    }

    [Fact]
    public async Task H91_Root_IsAPageUnlessSwitchedOff()
    {
        await using TestApp on = await TestApp.StartAsync();
        await using TestApp off = await TestApp.StartAsync(new TestAppOptions([])
        {
            Settings = new Dictionary<string, string> { ["AzureWebJobsDisableHomepage"] = "true" },
        });

        Assert.Contains("up and running", await on.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await off.Client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task H78_H79_Invocation_IsLoggedWithReasonAndOutcome()
    {
        await using TestApp app = await TestApp.StartAsync(typeof(Functions));

        await app.Client.GetAsync("/api/Fine");
        await app.Client.GetAsync("/api/Bad");
        // The answer is out before the line about its success is written.
        await app.StopAsync();

        Assert.Contains(app.Log.All, line => line.StartsWith(
            "Information Function.Fine: Executing 'Functions.Fine' (Reason='This function was programmatically called "
            + "via the host APIs.', Id=",
            StringComparison.Ordinal));
        Assert.Contains(app.Log.All, line => line.StartsWith(
            "Information Function.Fine: Executed 'Functions.Fine' (Succeeded, Id=", StringComparison.Ordinal));
        Assert.Contains(app.Log.All, line => line.StartsWith(
            "Error Function.Bad: Executed 'Functions.Bad' (Failed, Id=", StringComparison.Ordinal));
    }

    public static class Functions
    {
        [Function("Fine")]
        public static void Fine([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req)
        {
        }

        [Function("Bad")]
        public static void Bad([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest req) =>
            throw new InvalidOperationException();
    }
}
