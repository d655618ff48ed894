using System.Security.Cryptography;

namespace Daoban.Workflows.Keys;

/// <summary>The public half of a signing key.</summary>
/// <param name="KeyId">First 16 hex digits (lower case) of the SHA-256 of the SubjectPublicKeyInfo.</param>
/// <param name="Pem">The SubjectPublicKeyInfo as PEM, label <c>PUBLIC KEY</c>.</param>
public sealed record PublicSigningKey(string KeyId, string Pem)
{
    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    private const int IdDigits = 16;

    /// <summary>Whether a signature was made over <paramref name="data"/> with the other half.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key.VerifyData(
            data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    internal static PublicSigningKey Of(ECDsa key)
    {
        byte[] info = key.ExportSubjectPublicKeyInfo();
        return new PublicSigningKey(
            Convert.ToHexStringLower(SHA256.HashData(info))[..IdDigits], key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Whether a key lies on P-256, also called prime256v1 or secp256r1.</summary>
    internal static bool IsP256(ECDsa key)
    {
        ECCurve curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
    }
}
