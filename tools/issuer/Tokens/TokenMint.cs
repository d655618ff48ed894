using Daoban.Issuer.Keys;
using Daoban.Issuer.People;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Issuer.Tokens;

/// <summary>Makes RS256 access tokens that live eight hours.</summary>
internal sealed class TokenMint(SigningKeys keys, Func<string> issuer, string audience, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issuer => issuer();

    public string Create(DemoPerson person, int? level)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        Dictionary<string, object> claims = new()
        {
            ["sub"] = person.Id,
            ["name"] = person.Name,
            ["roles"] = new[] { person.Role },
            ["stations"] = person.Stations.ToArray(),
            ["districts"] = person.Districts.ToArray(),
            ["departments"] = person.Departments.ToArray(),
        };
        if (level is { } held)
        {
            claims["level"] = held;
        }

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = keys.Current,
        });
    }
}
