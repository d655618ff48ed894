using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Anchors;

/// <summary>An RFC 3161 authority over HTTP (section 3.4). Every answer is checked before it counts.</summary>
internal sealed class HttpTimestampAuthority : ITimestampAuthority
{
    private const string QueryType = "application/timestamp-query";
    private const int NonceBytes = 8;

    // id-kp-timeStamping.
    private static readonly Oid Purpose = new("1.3.6.1.5.5.7.3.8");

    // Whoever verifies takes a time stamp for forged that is older than the signature by more than this.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly Uri url;
    private readonly X509Certificate2Collection? trusted;

    /// <exception cref="CryptographicException">The file of trusted certificates is no PEM.</exception>
    public HttpTimestampAuthority(HttpClient http, IOptions<TimestampOptions> options, TimeProvider clock)
    {
        this.http = http;
        this.clock = clock;
        url = options.Value.Url ?? throw new InvalidOperationException("No authority is set.");
        if (options.Value.TrustedCertificates is { Length: > 0 } path)
        {
            trusted = [];
            trusted.ImportFromPemFile(path);
        }
    }

    public async Task<byte[]?> StampAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        byte[] hash = SHA256.HashData(data.Span);
        var request = Rfc3161TimestampRequest.CreateFromHash(
            hash,
            HashAlgorithmName.SHA256,
            requestedPolicyId: null,
            RandomNumberGenerator.GetBytes(NonceBytes),
            requestSignerCertificates: true);
        byte[] answer = await SendAsync(request.Encode(), cancellationToken);
        try
        {
            // Checks status, hash and nonce.
            Rfc3161TimestampToken token = request.ProcessResponse(answer, out _);
            if (!token.VerifySignatureForHash(hash, HashAlgorithmName.SHA256, out X509Certificate2? signer))
            {
                throw new TimestampException("The time stamp's signature does not fit.");
            }

            if (token.TokenInfo.Timestamp < clock.GetUtcNow() - Tolerance)
            {
                throw new TimestampException("The authority's clock is behind ours by more than a minute.");
            }

            SignedCms cms = token.AsSignedCms();
            RequireTrust(signer, cms.Certificates, token.TokenInfo.Timestamp);
            return cms.Encode();
        }
        catch (CryptographicException refused)
        {
            throw new TimestampException("The authority refused, or its answer is no time stamp of ours.", refused);
        }
    }

    private async Task<byte[]> SendAsync(byte[] query, CancellationToken cancellationToken)
    {
        using ByteArrayContent content = new(query);
        content.Headers.ContentType = new MediaTypeHeaderValue(QueryType);
        try
        {
            using HttpResponseMessage response = await http.PostAsync(url, content, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw new TimestampException($"The authority answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            throw new TimestampException($"The authority cannot be reached ({failure.HttpRequestError}).", failure);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimestampException("The authority did not answer in time.", late);
        }
    }

    private void RequireTrust(X509Certificate2 signer, X509Certificate2Collection sent, DateTimeOffset at)
    {
        if (trusted is null)
        {
            return;
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.ApplicationPolicy.Add(Purpose);
        // Anchoring must not hang on a third party's revocation lists; who verifies years later can look them up.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        if (!chain.Build(signer))
        {
            throw new TimestampException("The authority's certificate does not lead to a trusted one.");
        }
    }
}
