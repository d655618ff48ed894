using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Signatures;

/// <summary>
/// A text with its signature, read from a file that has the one form it can have: otherwise the same signed text could
/// stand in files of different bytes.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Text">What was signed.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, r and s, 64 bytes.</param>
internal sealed record SignedText(string Path, string Text, byte[] Signature)
{
    private const string Format = "signed/1";
    private const int SignatureLength = 64;

    // n / 2 of P-256 (SEC 2, 2.4.2): (r, s) and (r, n - s) are both valid; the format allows the lower one.
    private static readonly BigInteger HalfOrder = BigInteger.Parse(
        "07FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a file; its signature is not yet checked.</summary>
    public static Broken? Read(PackageFile file, [NotNull] out SignedText? signed)
    {
        signed = new SignedText(file.Path, "", []);
        if (!StrictJson.TryRead(file.Content.Span, out EnvelopeJson? envelope))
        {
            return Fault(file, "不是 signed/1 格式。", "It does not have the form signed/1.");
        }

        if (envelope.Format != Format)
        {
            return Fault(
                file, $"格式“{envelope.Format}”未知，应为 signed/1。", $"Unknown form '{envelope.Format}', not signed/1.");
        }

        byte[] signature = new byte[SignatureLength];
        if (!Convert.TryFromBase64String(envelope.Signature, signature, out int length) || length != SignatureLength)
        {
            return Fault(file, "签名不是 64 字节的 Base64。", "The signature is not 64 bytes in Base64.");
        }

        if (!file.Content.Span.SequenceEqual(Write(envelope.Text, signature)))
        {
            return Fault(
                file,
                "内容不是 signed/1 规定的唯一写法（空格、转义或 Base64 不同）。",
                "It is not written in the one way of signed/1 (spaces, escapes or Base64 differ).");
        }

        if (new BigInteger(signature.AsSpan(SignatureLength / 2), isUnsigned: true, isBigEndian: true) > HalfOrder)
        {
            return Fault(
                file,
                "签名中的 s 不是两个等效值中较小的一个：签名被改写过。",
                "The s of the signature is not the lower of the two that are valid: the signature was rewritten.");
        }

        signed = new SignedText(file.Path, envelope.Text, signature);
        return null;
    }

    /// <summary>Checks the signature.</summary>
    /// <param name="keys">The keys that the user trusts.</param>
    /// <param name="keyId">The key that the text names.</param>
    public Broken? Check(KeyRing keys, string keyId)
    {
        if (!keys.TryFind(keyId, out ECDsa? key))
        {
            string known = string.Join(", ", keys.KeyIds);
            return new Broken(
                Path,
                null,
                $"由密钥 {keyId} 签名，而给定的公钥是 {known}：公钥不对，或有人用自己的密钥重新签了名。",
                $"It is signed with key {keyId}, the given public key is {known}: a wrong key, or somebody signed it "
                + "anew with a key of their own.");
        }

        bool valid = key.VerifyData(
            Encoding.UTF8.GetBytes(Text),
            Signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return valid
            ? null
            : new Broken(
                Path,
                null,
                $"签名与内容不符：不是密钥 {keyId} 签署的内容。",
                $"The signature does not fit: this is not what key {keyId} signed.");
    }

    private static byte[] Write(string text, byte[] signature)
    {
        string base64 = Convert.ToBase64String(signature);
        return Encoding.UTF8.GetBytes(
            $$"""{"format":"{{Format}}","text":"{{StrictJson.Escape(text)}}","signature":"{{base64}}"}""");
    }

    private static Broken Fault(PackageFile file, string chinese, string english) =>
        new(file.Path, null, chinese, english);
}
