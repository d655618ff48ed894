using System.Security.Cryptography;
using System.Text;
using Daoban.Functions.Access;
using Daoban.Functions.Tests.Support;
using Daoban.Workflows.Problems;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Functions.Tests.Access;

public sealed class TokenValidatorTests : IAsyncLifetime
{
    private static readonly Dictionary<string, object> Claims = new()
    {
        ["roles"] = new[] { "clerk", "reviewer" },
        ["stations"] = new[] { "damao" },
        ["districts"] = new[] { "330902" },
        ["departments"] = new[] { "police", "health" },
        ["level"] = 2,
    };

    private TestIssuer issuer = null!;
    private ServiceProvider services = null!;
    private TokenValidator validator = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        Use(issuer.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Validate_GoodToken_TellsWhoItIs()
    {
        SignedInUser user = (await ValidateAsync(issuer.Token("clerk-lin", Claims))).Value;

        Assert.Equal(("clerk-lin", 2), (user.Id, user.Level));
        Assert.Equal(["clerk", "reviewer"], user.Roles);
        Assert.Equal(["damao"], user.Stations);
        Assert.Equal(["330902"], user.Districts);
        Assert.Equal(["police", "health"], user.Departments);
    }

    [Fact]
    public async Task Validate_EllipticCurveKey_IsAccepted()
    {
        issuer.UseKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "ec-1" });

        Assert.True((await ValidateAsync(issuer.Token("clerk-lin", Claims))).Succeeded);
    }

    [Fact]
    public async Task Validate_OneRoleAsPlainText_IsRead()
    {
        string token = issuer.Token("a", new Dictionary<string, object> { ["roles"] = "auditor" });

        Assert.Equal(["auditor"], (await ValidateAsync(token)).Value.Roles);
    }

    [Fact]
    public async Task Validate_WrongIssuer_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.Issuer = "https://else.example"));

    [Fact]
    public async Task Validate_WrongAudience_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.Audience = "another-api"));

    [Fact]
    public async Task Validate_NoAudience_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.Audience = null));

    [Fact]
    public async Task Validate_Expired_IsRefused() =>
        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.Expires = DateTime.UtcNow.AddMinutes(-2)));

    [Fact]
    public async Task Validate_NoExpiry_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.Expires = null));

    [Fact]
    public async Task Validate_NotYetValid_IsRefused() =>
        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.NotBefore = DateTime.UtcNow.AddMinutes(5)));

    [Fact]
    public async Task Validate_AlgorithmNone_IsRefused()
    {
        string[] parts = issuer.Token("clerk-lin", Claims).Split('.');
        string header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        await AssertRefusedAsync($"{header}.{parts[1]}.");
        await AssertRefusedAsync($"{header}.{parts[1]}.{parts[2]}");
    }

    [Fact]
    public async Task Validate_SymmetricAlgorithm_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.SigningCredentials = new(
            new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64))), SecurityAlgorithms.HmacSha256)));

    [Fact]
    public async Task Validate_StrongerAlgorithmThanAgreed_IsRefused()
    {
        SecurityKey key = TestIssuer.NewKey();
        issuer.UseKey(key);

        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.SigningCredentials = new(key, SecurityAlgorithms.RsaSha512)));
    }

    [Fact]
    public async Task Validate_PublicKeyAsSharedSecret_IsRefused()
    {
        // The classic confusion: everybody knows the public key, so anybody could sign with it.
        RsaSecurityKey key = (RsaSecurityKey)TestIssuer.NewKey();
        issuer.UseKey(key);
        foreach (byte[] secret in new[]
        {
            key.Rsa.ExportSubjectPublicKeyInfo(),
            key.Rsa.ExportRSAPublicKey(),
            Encoding.UTF8.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem()),
        })
        {
            await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.SigningCredentials = new(
                new SymmetricSecurityKey(secret) { KeyId = key.KeyId }, SecurityAlgorithms.HmacSha256)));
        }
    }

    [Fact]
    public async Task Validate_OtherPaddingThanAgreed_IsRefused()
    {
        SecurityKey key = TestIssuer.NewKey();
        issuer.UseKey(key);

        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.SigningCredentials = new(key, SecurityAlgorithms.RsaSsaPssSha256)));
    }

    [Fact]
    public async Task Validate_KeyThatTheTokenBringsAlong_IsRefused()
    {
        SecurityKey own = TestIssuer.NewKey();
        JsonWebKey shown = JsonWebKeyConverter.ConvertFromSecurityKey(own);
        string token = issuer.Token("clerk-lin", Claims, descriptor =>
        {
            descriptor.SigningCredentials = new(own, SecurityAlgorithms.RsaSha256);
            descriptor.AdditionalHeaderClaims = new Dictionary<string, object>
            {
                ["jwk"] = new Dictionary<string, object> { ["kty"] = "RSA", ["n"] = shown.N, ["e"] = shown.E },
                ["jku"] = "https://else.example/keys",
            };
        });

        await AssertRefusedAsync(token);
    }

    [Fact]
    public async Task Validate_NoKeyIdOrAnotherKeysId_IsRefusedUnlessTheSignatureFits()
    {
        RsaSecurityKey published = (RsaSecurityKey)TestIssuer.NewKey();
        issuer.UseKey(published);
        SecurityKey foreign = new RsaSecurityKey(RSA.Create(2048));

        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.SigningCredentials = new(foreign, SecurityAlgorithms.RsaSha256)));
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.SigningCredentials = new(
            new RsaSecurityKey(published.Rsa) { KeyId = "another" }, SecurityAlgorithms.RsaSha256)));
    }

    [Theory]
    [InlineData("JWS")]
    [InlineData("dpop+jwt")]
    [InlineData("logout+jwt")]
    public async Task Validate_TokenOfAnotherType_IsRefused(string type) =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.TokenType = type));

    [Fact]
    public async Task Validate_AccessTokenType_IsAccepted() =>
        Assert.True((await ValidateAsync(
            issuer.Token("clerk-lin", Claims, token => token.TokenType = "at+jwt"))).Succeeded);

    [Fact]
    public async Task Validate_OversizedToken_IsRefused()
    {
        var claims = new Dictionary<string, object>(Claims) { ["padding"] = new string('x', 20_000) };

        await AssertRefusedAsync(issuer.Token("clerk-lin", claims));
    }

    [Theory]
    [InlineData("""{"sub":"clerk-lin","sub":"clerk-wu",REST}""")]
    [InlineData("""{"sub":"clerk-lin","roles":["clerk"],"roles":["admin"],REST}""")]
    [InlineData("""{"sub":["clerk-lin","clerk-wu"],REST}""")]
    [InlineData("""{"sub":12345,REST}""")]
    [InlineData("""{"roles":["clerk"],REST}""")]
    public async Task Validate_SignedButAmbiguous_IsRefused(string payload)
    {
        SecurityKey key = TestIssuer.NewKey();
        issuer.UseKey(key);
        long expires = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        string rest = $"\"iss\":\"{issuer.Address}\",\"aud\":\"{TestIssuer.Audience}\",\"exp\":{expires}";

        await AssertRefusedAsync(Sign(payload.Replace("REST", rest, StringComparison.Ordinal)));

        Assert.True((await ValidateAsync(Sign($$"""{"sub":"clerk-lin",{{rest}}}"""))).Succeeded);

        string Sign(string text) => new JsonWebTokenHandler().CreateToken(
            text, new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    [Fact]
    public async Task Validate_AfterKeyRollover_RefusesTheWithdrawnKeyOnceItKnows()
    {
        string old = issuer.Token("clerk-lin", Claims);
        Assert.True((await ValidateAsync(old)).Succeeded);
        issuer.RollOver();
        Assert.True((await ValidateAsync(issuer.Token("clerk-lin", Claims))).Succeeded);

        await AssertRefusedAsync(old);
    }

    [Fact]
    public void Keys_OfTheIssuer_AreAskedForAgainAtLeastEveryTenMinutes() =>
        Assert.InRange(
            ((ConfigurationManager<OpenIdConnectConfiguration>)services
                .GetRequiredService<IConfigurationManager<OpenIdConnectConfiguration>>()).AutomaticRefreshInterval,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMinutes(10));

    [Fact]
    public async Task Validate_UnknownKey_IsRefused() =>
        await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.SigningCredentials = new(
            TestIssuer.NewKey(), SecurityAlgorithms.RsaSha256)));

    [Fact]
    public async Task Validate_KnownKeyIdButForeignKey_IsRefused()
    {
        SecurityKey real = TestIssuer.NewKey();
        issuer.UseKey(real);
        SecurityKey forged = TestIssuer.NewKey();
        forged.KeyId = real.KeyId;

        await AssertRefusedAsync(issuer.Token(
            "clerk-lin", Claims, token => token.SigningCredentials = new(forged, SecurityAlgorithms.RsaSha256)));
    }

    [Fact]
    public async Task Validate_ChangedPayload_IsRefused()
    {
        string[] parts = issuer.Token("clerk-lin", Claims).Split('.');
        string payload = Base64UrlEncoder.Encode(
            Base64UrlEncoder.Decode(parts[1]).Replace("clerk-lin", "clerk-wu", StringComparison.Ordinal));

        await AssertRefusedAsync($"{parts[0]}.{payload}.{parts[2]}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    public async Task Validate_Nonsense_IsRefused(string token) => await AssertRefusedAsync(token);

    [Theory]
    [InlineData("林阿婆")]
    [InlineData("lin@example.cn")]
    [InlineData("13800000000 lin")]
    [InlineData("13800000000")]
    [InlineData("33090219620715998X")]
    [InlineData("clerk-lin\n")]
    [InlineData("")]
    public async Task Validate_SubjectThatMayBePersonal_IsRefused(string subject) =>
        await AssertRefusedAsync(issuer.Token(subject, Claims));

    [Fact]
    public async Task Validate_AfterKeyRollover_AcceptsTheNewKeyAtOnce()
    {
        Assert.True((await ValidateAsync(issuer.Token("clerk-lin", Claims))).Succeeded);
        issuer.RollOver();

        Assert.True((await ValidateAsync(issuer.Token("clerk-lin", Claims))).Succeeded);
    }

    [Fact]
    public async Task Validate_ManyUnknownKeys_DoNotMakeItAskTheIssuerAgainAndAgain()
    {
        using var rsa = RSA.Create(2048);
        for (int i = 0; i < 20; i++)
        {
            await AssertRefusedAsync(issuer.Token("clerk-lin", Claims, token => token.SigningCredentials = new(
                new RsaSecurityKey(rsa) { KeyId = $"unknown-{i}" }, SecurityAlgorithms.RsaSha256)));
        }

        Assert.InRange(issuer.KeyRequests, 1, 2);
    }

    [Fact]
    public async Task Validate_IssuerUnreachable_IsBusyAndNoFaultOfTheToken()
    {
        await services.DisposeAsync();
        Use("http://127.0.0.1:9");

        Assert.Equal(ProblemCodes.Busy, (await ValidateAsync(issuer.Token("clerk-lin", Claims))).Problem.Code);
    }

    private void Use(string authority)
    {
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Daoban:Identity:Authority"] = authority,
                    ["Daoban:Identity:Audience"] = TestIssuer.Audience,
                })
                .Build())
            .AddSingleton<IHostEnvironment>(new FixedEnvironment("Development"))
            .AddAccess()
            .BuildServiceProvider();
        validator = services.GetRequiredService<TokenValidator>();
    }

    private Task<Attempt<SignedInUser>> ValidateAsync(string token) => validator.ValidateAsync(token, default);

    private async Task AssertRefusedAsync(string token) =>
        Assert.Equal(ProblemCodes.InvalidToken, (await ValidateAsync(token)).Problem.Code);
}
