using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Daoban.Issuer;
using Daoban.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Tools.Tests.Issuer;

public sealed class IssuerTests : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private WebApplication? app;
    private HttpClient http = new();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Token_Clerk_IsValidAgainstThePublishedKeys()
    {
        await StartAsync();

        TokenValidationResult result = await ValidateAsync(await TokenAsync("clerk-damao"));

        Assert.True(result.IsValid, result.Exception?.Message);
        JsonWebToken token = (JsonWebToken)result.SecurityToken;
        Assert.Equal("clerk-damao", token.Subject);
        Assert.Equal("RS256", token.Alg);
        Assert.Equal(TimeSpan.FromHours(8), token.ValidTo - token.IssuedAt);
        Assert.Equal(["clerk"], token.GetPayloadValue<string[]>("roles"));
        Assert.Equal(["damao"], token.GetPayloadValue<string[]>("stations"));
        Assert.Empty(token.GetPayloadValue<string[]>("districts"));
        Assert.False(token.TryGetPayloadValue("level", out int _));
    }

    [Theory]
    [InlineData("reviewer-dinghai-2", null, 2, "social-security")]
    [InlineData("reviewer-dinghai-both", null, 1, "social-security health police")]
    [InlineData("reviewer-dinghai-both", "2", 2, "social-security health police")]
    public async Task Token_Reviewer_CarriesOneLevelDistrictAndDepartments(
        string person, string? wanted, int level, string departments)
    {
        await StartAsync();

        JsonWebToken token = new(await TokenAsync(person, wanted));

        Assert.Equal(level, token.GetPayloadValue<int>("level"));
        Assert.Equal(["330902"], token.GetPayloadValue<string[]>("districts"));
        Assert.Equal(departments.Split(' '), token.GetPayloadValue<string[]>("departments"));
    }

    [Theory]
    [InlineData("nobody", null)]
    [InlineData("reviewer-dinghai-1", "2")]
    [InlineData("auditor", "1")]
    [InlineData("reviewer-dinghai-both", "x")]
    public async Task Token_PersonOrLevelUnknown_IsRefused(string person, string? level)
    {
        await StartAsync();

        using HttpResponseMessage answer = await AskAsync(person, level);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Token_Restart_StaysValid()
    {
        await StartAsync();
        string token = await TokenAsync("auditor");
        string issuer = http.BaseAddress!.ToString().TrimEnd('/');
        await StopAsync();

        await StartAsync("--issuer", issuer);

        Assert.True((await ValidateAsync(token)).IsValid);
    }

    [Fact]
    public async Task Rollover_OldAndNewTokens_AreBothValid()
    {
        await StartAsync();
        string before = await TokenAsync("auditor");

        await http.PostAsync(new Uri("/keys/rollover", UriKind.Relative), null);

        string after = await TokenAsync("auditor");
        Assert.NotEqual(new JsonWebToken(before).Kid, new JsonWebToken(after).Kid);
        Assert.True((await ValidateAsync(before)).IsValid);
        Assert.True((await ValidateAsync(after)).IsValid);
    }

    [Fact]
    public async Task Jwks_Published_HasNoPrivateMember()
    {
        await StartAsync();

        JsonNode jwks = JsonNode.Parse(await http.GetStringAsync(new Uri("/jwks", UriKind.Relative)))!;

        JsonNode key = Assert.Single(jwks["keys"]!.AsArray())!;
        Assert.Equal(["kty", "use", "alg", "kid", "n", "e"], key.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Page_Home_ShowsAReadyCommandForEveryPerson()
    {
        await StartAsync();

        string page = await http.GetStringAsync(new Uri("/", UriKind.Relative));

        string[] people = ["clerk-damao", "clerk-dongji", "reviewer-dinghai-both", "auditor", "admin"];
        foreach (string person in people)
        {
            Assert.Contains($"-d person={person} {http.BaseAddress}token", page, StringComparison.Ordinal);
        }
    }

    private async Task StartAsync(params string[] more)
    {
        app = IssuerHost.Create([
            "--urls", "http://127.0.0.1:0", "--data", folder.Path, "--Logging:LogLevel:Default", "Warning", .. more]);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    private async Task StopAsync()
    {
        http.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    private async Task<string> TokenAsync(string person, string? level = null)
    {
        using HttpResponseMessage answer = await AskAsync(person, level);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string person, string? level)
    {
        Dictionary<string, string> form = new() { ["person"] = person };
        if (level is not null)
        {
            form["level"] = level;
        }

        using HttpRequestMessage request = new(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        return await http.SendAsync(request);
    }

    private async Task<TokenValidationResult> ValidateAsync(string token)
    {
        JsonNode discovery = JsonNode.Parse(
            await http.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative)))!;
        string path = new Uri(discovery["jwks_uri"]!.GetValue<string>()).PathAndQuery;
        string keys = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = discovery["issuer"]!.GetValue<string>(),
            ValidAudience = "daoban-api",
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
        });
    }
}
