using System.Security.Claims;
using System.Text.Json;
using Daoban.Workflows.Problems;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Functions.Access;

/// <summary>Validates bearer tokens against the keys that the configured issuer publishes.</summary>
internal sealed class TokenValidator(
    IConfigurationManager<OpenIdConnectConfiguration> issuer, IOptions<IdentityOptions> options)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonWebTokenHandler handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = 16 * 1024,
    };

    /// <summary>Who the bearer is; a problem when the token is not valid or the issuer cannot be reached.</summary>
    public async Task<Attempt<SignedInUser>> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        TokenValidationResult result;
        try
        {
            result = await ValidateByKeysAsync(token, cancellationToken);
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // The issuer may have changed its keys. The manager limits how often strangers can make us ask.
                issuer.RequestRefresh();
                result = await ValidateByKeysAsync(token, cancellationToken);
            }
        }
        catch (InvalidOperationException)
        {
            return new Problem(ProblemCodes.Busy);
        }

        return result.IsValid
            && SaysEverythingOnce((JsonWebToken)result.SecurityToken)
            && ReadUser(result.ClaimsIdentity) is { } user
            ? user
            : new Problem(ProblemCodes.InvalidToken);
    }

    private async Task<TokenValidationResult> ValidateByKeysAsync(string token, CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration configuration = await issuer.GetConfigurationAsync(cancellationToken);
        return await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ClockSkew = ClockSkew,
            IssuerSigningKeys = configuration.SigningKeys,
            LogValidationExceptions = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            ValidAudience = options.Value.Audience,
            ValidIssuer = configuration.Issuer,
            ValidTypes = ["JWT", "at+jwt"],
        });
    }

    // Of a member that stands there twice, the issuer may have meant the one and the library read the other.
    private static bool SaysEverythingOnce(JsonWebToken token)
    {
        try
        {
            using JsonDocument header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedHeader), Strict);
            using JsonDocument payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), Strict);
            return payload.RootElement.TryGetProperty(JwtRegisteredClaimNames.Sub, out JsonElement subject)
                && subject.ValueKind is JsonValueKind.String;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static SignedInUser? ReadUser(ClaimsIdentity identity)
    {
        string? id = identity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        string? principal = identity.FindFirst("on_behalf_of")?.Value;
        return OpaqueId.IsSound(id) && (principal is null || OpaqueId.IsSound(principal))
            ? new SignedInUser(
                id, Values("roles"), Values("stations"), Values("districts"), Values("departments"), Level())
            {
                OnBehalfOf = principal,
            }
            : null;

        string[] Values(string type) => [.. identity.FindAll(type).Select(claim => claim.Value)];

        int? Level() => int.TryParse(identity.FindFirst("level")?.Value, out int level) ? level : null;
    }
}
