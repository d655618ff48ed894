using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Daoban.Verify.Findings;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Anchors;

/// <summary>A time-stamp token of RFC 3161 over the signature of an anchor.</summary>
/// <param name="At">When the authority saw the signature.</param>
/// <param name="Authority">Subject of the certificate that signed the token.</param>
internal sealed record TimeStamp(DateTimeOffset At, string Authority)
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <param name="file">The token, DER.</param>
    /// <param name="signature">What it is for: the 64 bytes of the anchor's signature.</param>
    /// <param name="trusted">Certificates of authorities; empty when any is taken.</param>
    /// <param name="stamp">What it says.</param>
    public static Broken? Read(
        PackageFile file, ReadOnlySpan<byte> signature, X509Certificate2Collection trusted, out TimeStamp? stamp)
    {
        stamp = null;
        try
        {
            return ReadToken(file, signature, trusted, out stamp);
        }
        catch (CryptographicException)
        {
            return Invalid(file);
        }
    }

    private static Broken? ReadToken(
        PackageFile file, ReadOnlySpan<byte> signature, X509Certificate2Collection trusted, out TimeStamp? stamp)
    {
        stamp = null;
        // Decoding checks the signature, too, when the certificate is inside.
        if (!Rfc3161TimestampToken.TryDecode(file.Content, out Rfc3161TimestampToken? token, out int length)
            || length != file.Content.Length)
        {
            return Invalid(file);
        }

        if (token.TokenInfo.HashAlgorithmId.Value != Sha256)
        {
            return Fault(file, "时间戳不是针对 SHA-256 的。", "The time stamp is not over a SHA-256.");
        }

        if (!token.TokenInfo.GetMessageHash().Span.SequenceEqual(SHA256.HashData(signature)))
        {
            return Fault(
                file,
                "时间戳不是针对此锚点的签名：它属于别的内容。",
                "The time stamp is not over the signature of this anchor: it belongs to something else.");
        }

        if (!token.VerifySignatureForData(signature, out X509Certificate2? signer, trusted))
        {
            return Invalid(file);
        }

        if (trusted.Count > 0 && !trusted.Any(certificate => certificate.RawDataMemory.Span.SequenceEqual(
            signer.RawDataMemory.Span)))
        {
            return Fault(
                file,
                $"时间戳由“{signer.Subject}”签发，不是给定的时间戳机构证书。",
                $"The time stamp is by '{signer.Subject}', not by the given certificate of an authority.");
        }

        stamp = new TimeStamp(token.TokenInfo.Timestamp, signer.Subject);
        return null;
    }

    private static Broken Invalid(PackageFile file) => Fault(
        file,
        "不是有效的 RFC 3161 时间戳：已损坏、签名无效、证书不能用于时间戳或当时已失效，或其后另有内容。",
        "It is no valid RFC 3161 time stamp: damaged, badly signed, signed with a certificate that is not for time "
        + "stamps or was not valid then, or followed by something else.");

    private static Broken Fault(PackageFile file, string chinese, string english) =>
        new(file.Path, null, chinese, english);
}
