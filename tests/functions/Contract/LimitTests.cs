using System.Globalization;
using System.Net.Http.Headers;

namespace Daoban.Functions.Tests.Contract;

/// <summary>
/// Limits over HTTP. Each test sends more than twice what one minute allows, so that one that begins in a test's midst
/// does not matter.
/// </summary>
public sealed class LimitTests(LimitedApp app) : IClassFixture<LimitedApp>
{
    private static int Addresses;

    // Every test comes from a network of its own.
    private readonly string address = $"203.0.113.{Interlocked.Increment(ref Addresses)}";

    [Fact]
    public async Task Call_IdentityAboveItsLimit_Is429WithRetryAfterAndTheHeadersOfEveryAnswer()
    {
        string token = app.Issuer.Clerk($"clerk-{Guid.NewGuid():N}", "damao");

        Answer refused = await UntilRefusedAsync((2 * LimitedApp.PerIdentity) + 1, _ => SendAsync(token, "1.2.3.4"));

        refused.AssertProblem(429, "too-many-requests");
        int seconds = int.Parse(
            Assert.Single(refused.Headers.GetValues("Retry-After")), NumberStyles.None, CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, 60);
        Assert.Equal(seconds, (int)refused.Json["facts"]!["retryAfterSeconds"]!);
        SecurityHeaderTests.AssertHeaders(refused);
        (await SendAsync(app.Issuer.Clerk("clerk-other", "damao"), "1.2.3.4")).AssertStatus(200);
    }

    [Fact]
    public async Task Call_IdentityFromManyAddresses_IsLimitedAllTheSame()
    {
        string token = app.Issuer.Clerk($"clerk-{Guid.NewGuid():N}", "damao");

        (await UntilRefusedAsync((2 * LimitedApp.PerIdentity) + 1, i => SendAsync(token, $"198.51.100.{i}")))
            .AssertProblem(429, "too-many-requests");
    }

    [Fact]
    public async Task Call_AddressAboveItsLimit_IsRefusedEverywhereAndOthersAreNot()
    {
        (await UntilRefusedAsync((2 * LimitedApp.PerAddress) + 1, _ => SendAsync(token: null, address, "/api/health")))
            .AssertProblem(429, "too-many-requests");

        (await SendAsync(token: null, "198.51.100.200", "/api/health")).AssertStatus(200);
        (await SendAsync(token: null, from: null, "/api/health")).AssertStatus(200);
    }

    [Fact]
    public async Task Call_ManyBadTokens_AreRefusedBeforeTheyAreLookedAt()
    {
        Answer refused = await UntilRefusedAsync(
            (2 * LimitedApp.Failed) + 1, _ => SendAsync("eyJhbGciOiJub25lIn0.e30.", address));

        refused.AssertProblem(429, "too-many-requests");
        (await SendAsync(app.Issuer.Clerk("clerk-same-address", "damao"), address))
            .AssertProblem(429, "too-many-requests");
        (await SendAsync(token: null, address, "/api/health")).AssertStatus(200);
        (await SendAsync(app.Issuer.Clerk("clerk-same-address", "damao"), "198.51.100.201")).AssertStatus(200);
    }

    [Fact]
    public async Task Call_ClientThatForgesTheHeader_IsCountedByWhatTheProxySaw() =>
        (await UntilRefusedAsync(
            (2 * LimitedApp.PerAddress) + 1,
            i => SendAsync(token: null, $"6.6.6.{i}, {address}", "/api/health")))
            .AssertProblem(429, "too-many-requests");

    private static async Task<Answer> UntilRefusedAsync(int most, Func<int, Task<Answer>> send)
    {
        Answer answer = await send(0);
        for (int i = 1; i < most && answer.Status != 429; i++)
        {
            answer = await send(i);
        }

        return answer;
    }

    private async Task<Answer> SendAsync(string? token, string? from, string path = "/api/stations")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (from is not null)
        {
            request.Headers.Add(LimitedApp.AddressHeader, from);
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);
        var answer = new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers,
            await response.Content.ReadAsByteArrayAsync());
        await DeclaredAnswers.AssertDeclaredAsync(HttpMethod.Get, path, answer);
        return answer;
    }
}
