namespace Daoban.Issuer.Keys;

/// <summary>A member of the JWKS (RFC 7517); the names are the standard's.</summary>
internal sealed record PublicKey(string Kty, string Use, string Alg, string Kid, string N, string E);
