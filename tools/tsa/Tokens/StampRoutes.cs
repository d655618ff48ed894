using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using Daoban.TimestampAuthority.Keys;

namespace Daoban.TimestampAuthority.Tokens;

/// <summary>RFC 3161 over HTTP (section 3.4), and the certificate for whoever wants to trust it.</summary>
internal static class StampRoutes
{
    public const string QueryType = "application/timestamp-query";
    public const string ReplyType = "application/timestamp-reply";

    private const int Granted = 0;
    private const int Rejection = 2;
    private const int LongestQuery = 4096;

    // PKIFailureInfo, bit numbers of section 2.4.2.
    private const int BadAlgorithm = 0;
    private const int BadDataFormat = 5;
    private const int UnacceptedPolicy = 15;
    private const int UnacceptedExtension = 16;

    private static readonly Dictionary<string, int> HashBytes = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.2.1"] = 32,
        ["2.16.840.1.101.3.4.2.2"] = 48,
        ["2.16.840.1.101.3.4.2.3"] = 64,
    };

    public static void MapStamps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Text(
            "Time-stamp authority for tests. POST application/timestamp-query (RFC 3161), GET /certificate\n"));
        routes.MapGet("/certificate", (StampingIdentity identity) => Results.Text(
            identity.Certificate.ExportCertificatePem() + "\n", "application/x-pem-file"));
        routes.MapPost("/", StampAsync);
    }

    private static async Task<IResult> StampAsync(
        HttpRequest http, TokenMaker maker, CancellationToken cancellationToken)
    {
        if (!string.Equals(http.ContentType, QueryType, StringComparison.OrdinalIgnoreCase))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (http.ContentLength is null or > LongestQuery)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        byte[] query = new byte[http.ContentLength.Value];
        await http.Body.ReadExactlyAsync(query, cancellationToken);
        return Results.Bytes(Answer(query, maker), ReplyType);
    }

    private static byte[] Answer(byte[] query, TokenMaker maker)
    {
        if (!Rfc3161TimestampRequest.TryDecode(query, out Rfc3161TimestampRequest? request, out int read)
            || read != query.Length)
        {
            return Refuse(BadDataFormat);
        }

        if (!HashBytes.TryGetValue(request.HashAlgorithmId.Value!, out int length)
            || request.GetMessageHash().Length != length)
        {
            return Refuse(BadAlgorithm);
        }

        return request.RequestedPolicyId is { } policy && policy.Value != TokenMaker.Policy ? Refuse(UnacceptedPolicy)
            : request.HasExtensions ? Refuse(UnacceptedExtension)
            : Grant(maker.Make(request));
    }

    private static byte[] Grant(byte[] token)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Granted);
            }

            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    private static byte[] Refuse(int bit)
    {
        byte[] bits = new byte[(bit / 8) + 1];
        bits[bit / 8] = (byte)(0x80 >> (bit % 8));
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(Rejection);
            writer.WriteBitString(bits, unusedBitCount: 7 - (bit % 8));
        }

        return writer.Encode();
    }
}
