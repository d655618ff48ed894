using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Functions.Tests.Support;

/// <summary>An issuer of its own on a free port: discovery document, published keys, and tokens of any kind.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "daoban-api";

    private readonly WebApplication web;
    private SecurityKey key = NewKey();

    private TestIssuer(WebApplication web) => this.web = web;

    public string Address => web.Urls.Single();

    /// <summary>How often the keys were asked for.</summary>
    public int KeyRequests { get; private set; }

    public static async Task<TestIssuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new TestIssuer(builder.Build());
        issuer.web.MapGet("/.well-known/openid-configuration", () => Results.Text(
            $$"""{"issuer":"{{issuer.Address}}","jwks_uri":"{{issuer.Address}}/keys"}""", "application/json"));
        issuer.web.MapGet("/keys", () => Results.Text(issuer.PublishedKeys(), "application/json"));
        await issuer.web.StartAsync();
        return issuer;
    }

    public static SecurityKey NewKey() => new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>From now on signs with, and publishes, another key.</summary>
    public void RollOver() => key = NewKey();

    public void UseKey(SecurityKey another) => key = another;

    /// <summary>A token as the issuer would make it, changed by <paramref name="change"/>.</summary>
    public string Token(
        string subject, IReadOnlyDictionary<string, object> claims, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            Expires = DateTime.UtcNow.AddMinutes(10),
            Claims = new Dictionary<string, object>(claims) { ["sub"] = subject },
            SigningCredentials = new SigningCredentials(
                key, key is ECDsaSecurityKey ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public string Clerk(string subject, params string[] stations) =>
        Token(subject, new Dictionary<string, object> { ["roles"] = new[] { "clerk" }, ["stations"] = stations });

    /// <summary>A reviewer of every department.</summary>
    public string Reviewer(string subject, int level, params string[] districts) =>
        ReviewerOf(["social-security", "health", "police"], subject, level, districts);

    public string ReviewerOf(string[] departments, string subject, int level, params string[] districts) =>
        Token(subject, new Dictionary<string, object>
        {
            ["roles"] = new[] { "reviewer" },
            ["districts"] = districts,
            ["departments"] = departments,
            ["level"] = level,
        });

    public string Supervisor(string subject, params string[] districts) =>
        Token(subject, new Dictionary<string, object>
        {
            ["roles"] = new[] { "supervisor" },
            ["districts"] = districts,
        });

    public string Auditor(string subject) =>
        Token(subject, new Dictionary<string, object> { ["roles"] = new[] { "auditor" } });

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private string PublishedKeys()
    {
        KeyRequests++;
        JsonWebKey published = key switch
        {
            RsaSecurityKey rsa => JsonWebKeyConverter.ConvertFromRSASecurityKey(
                new RsaSecurityKey(rsa.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = rsa.KeyId }),
            ECDsaSecurityKey ec => JsonWebKeyConverter.ConvertFromECDsaSecurityKey(ec),
            _ => throw new InvalidOperationException(),
        };
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = published.Kty,
                ["kid"] = published.Kid,
                ["n"] = published.N,
                ["e"] = published.E,
                ["crv"] = published.Crv,
                ["x"] = published.X,
                ["y"] = published.Y,
            }),
        }.ToJsonString();
    }
}
