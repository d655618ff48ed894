using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Daoban.Issuer.Keys;

/// <summary>One RSA key: its id and PKCS#8 bytes, as the key file keeps them.</summary>
internal sealed record SigningKey(string KeyId, byte[] Pkcs8)
{
    private const int Bits = 2048;

    public static SigningKey Create()
    {
        using RSA rsa = RSA.Create(Bits);
        return new SigningKey(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), rsa.ExportPkcs8PrivateKey());
    }

    public SigningCredentials ToCredentials()
    {
        RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pkcs8, out _);
        RsaSecurityKey key = new(rsa)
        {
            KeyId = KeyId,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
    }

    public PublicKey ToPublic()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pkcs8, out _);
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new PublicKey(
            "RSA",
            "sig",
            SecurityAlgorithms.RsaSha256,
            KeyId,
            Base64UrlEncoder.Encode(parameters.Modulus!),
            Base64UrlEncoder.Encode(parameters.Exponent!));
    }
}
