using Daoban.Issuer.Keys;

namespace Daoban.Issuer.Tokens;

/// <summary>OpenID Connect Discovery 1.0 and the JWKS, as far as a resource server reads them.</summary>
internal static class DiscoveryRoutes
{
    private static readonly string[] ResponseTypes = ["token"];
    private static readonly string[] SubjectTypes = ["public"];
    private static readonly string[] Algorithms = ["RS256"];

    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", (TokenMint mint) => Results.Ok(new
        {
            issuer = mint.Issuer,
            jwks_uri = mint.Issuer + "/jwks",
            token_endpoint = mint.Issuer + "/token",
            authorization_endpoint = mint.Issuer + "/",
            response_types_supported = ResponseTypes,
            subject_types_supported = SubjectTypes,
            id_token_signing_alg_values_supported = Algorithms,
        }));
        routes.MapGet("/jwks", (SigningKeys keys) => Results.Ok(new { keys = keys.Published() }));
    }
}
