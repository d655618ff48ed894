using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Daoban.TimestampAuthority.Keys;

namespace Daoban.TimestampAuthority.Tokens;

/// <summary>Makes time-stamp tokens: a TSTInfo (RFC 3161 section 2.4.2) inside CMS signed data.</summary>
internal sealed class TokenMaker(StampingIdentity identity, TimeProvider clock)
{
    /// <summary>Our policy, an OID that belongs to nobody: from the UUID of all sevens (ITU-T X.667).</summary>
    public const string Policy = "2.25.158798437896437949616241483468158498679";

    private const string TstInfoType = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const int SerialBytes = 16;

    /// <param name="request">Hash, nonce and whether the certificate is wanted.</param>
    /// <returns>DER of the token.</returns>
    public byte[] Make(Rfc3161TimestampRequest request)
    {
        SignedCms cms = new(new ContentInfo(new Oid(TstInfoType), Info(request)), detached: false);
        CmsSigner signer = new(SubjectIdentifierType.IssuerAndSerialNumber, identity.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = request.RequestSignerCertificate
                ? System.Security.Cryptography.X509Certificates.X509IncludeOption.EndCertOnly
                : System.Security.Cryptography.X509Certificates.X509IncludeOption.None,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), OwnCertificate()));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private byte[] Info(Rfc3161TimestampRequest request)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(request.HashAlgorithmId.Value!);
                    writer.WriteNull();
                }

                writer.WriteOctetString(request.GetMessageHash().Span);
            }

            writer.WriteInteger(new BigInteger(RandomNumberGenerator.GetBytes(SerialBytes), isUnsigned: true));
            writer.WriteGeneralizedTime(clock.GetUtcNow());
            if (request.GetNonce() is { } nonce)
            {
                writer.WriteInteger(nonce.Span);
            }
        }

        return writer.Encode();
    }

    // SigningCertificateV2 of RFC 5035: one ESSCertIDv2 with SHA-256, its default and so left out.
    private byte[] OwnCertificate()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(identity.Certificate.RawData));
        }

        return writer.Encode();
    }
}
