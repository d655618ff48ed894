using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Daoban.Tools.Tests.Verify;

/// <summary>A time-stamping authority (RFC 3161) with a certificate of its own.</summary>
internal sealed class TestAuthority
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private const string TimeStampInfo = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const string Policy = "1.3.6.1.4.1.99999.1";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private readonly X509Certificate2 certificate;

    public TestAuthority(string name = "CN=Test authority", bool mayTimeStamp = true)
    {
        CertificateRequest request = new(
            name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (mayTimeStamp)
        {
            request.CertificateExtensions.Add(
                new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], critical: true));
        }

        certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public string Pem => certificate.ExportCertificatePem();

    /// <summary>A token over SHA-256 of <paramref name="data"/>.</summary>
    public byte[] Stamp(byte[] data, DateTimeOffset at)
    {
        Rfc3161TimestampTokenInfo info = new(
            new Oid(Policy), new Oid(Sha256), SHA256.HashData(data), new byte[] { 1 }, at);
        CmsSigner signer = new(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            IncludeOption = X509IncludeOption.EndCertOnly,
            DigestAlgorithm = new Oid(Sha256),
        };
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, EssCertificateId()));
        SignedCms token = new(new ContentInfo(new Oid(TimeStampInfo), info.Encode()));
        token.ComputeSignature(signer);
        return token.Encode();
    }

    // RFC 5035 section 3: SigningCertificateV2 with one ESSCertIDv2, whose hash is SHA-256 unless it says otherwise.
    private byte[] EssCertificateId()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }
}
