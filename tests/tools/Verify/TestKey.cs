using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daoban.Tools.Tests.Verify;

/// <summary>A signing key of the application, or one that an attacker made.</summary>
internal sealed class TestKey
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId =>
        Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    public string PrivatePem => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The lower of the two signatures that one signing gives.</summary>
    public byte[] Sign(string text)
    {
        byte[] signature = key.SignData(
            Encoding.UTF8.GetBytes(text),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return S(signature) <= Order / 2 ? signature : WithOtherS(signature);
    }

    /// <summary>The file that holds a text and its signature.</summary>
    public byte[] Envelope(string text) => Envelope(text, Sign(text));

    public static byte[] Envelope(string text, byte[] signature) => Encoding.UTF8.GetBytes(
        "{\"format\":\"signed/1\",\"text\":" + JsonSerializer.Serialize(text, Plain)
        + ",\"signature\":\"" + Convert.ToBase64String(signature) + "\"}");

    /// <summary>The other signature that is valid for the same text: anybody can compute it.</summary>
    public static byte[] WithOtherS(byte[] signature)
    {
        byte[] s = (Order - S(signature)).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] other = [.. signature.AsSpan(0, 32), .. new byte[32]];
        s.CopyTo(other.AsSpan(64 - s.Length));
        return other;
    }

    private static BigInteger S(byte[] signature) =>
        new(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
}
