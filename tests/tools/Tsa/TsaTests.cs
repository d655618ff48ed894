using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Daoban.TestKit;
using Daoban.TimestampAuthority;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Tools.Tests.Tsa;

public sealed class TsaTests : IAsyncDisposable
{
    private static readonly byte[] Hash = SHA256.HashData("signature"u8);

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 25, 22, 11, 13, 120, TimeSpan.Zero));
    private readonly ScratchFolder folder = new();
    private WebApplication? app;
    private HttpClient http = new();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Stamp_Request_GivesATokenThatVerifies()
    {
        await StartAsync();
        Rfc3161TimestampRequest request = Request();

        Rfc3161TimestampToken token = request.ProcessResponse(await StampAsync(request), out int read);

        Assert.True(token.VerifySignatureForHash(Hash, HashAlgorithmName.SHA256, out X509Certificate2? signer));
        Assert.Equal(await CertificateAsync(), signer);
        Assert.Equal(clock.GetUtcNow(), token.TokenInfo.Timestamp);
        Assert.Equal(request.GetNonce()!.Value.ToArray(), token.TokenInfo.GetNonce()!.Value.ToArray());
        Assert.True(read > 0);
    }

    [Fact]
    public async Task Stamp_OtherHash_DoesNotVerify()
    {
        await StartAsync();
        Rfc3161TimestampRequest request = Request();

        Rfc3161TimestampToken token = request.ProcessResponse(await StampAsync(request), out _);

        Assert.False(token.VerifySignatureForHash(
            SHA256.HashData("other"u8), HashAlgorithmName.SHA256, out X509Certificate2? _));
    }

    [Fact]
    public async Task Stamp_CertificateNotAsked_VerifiesWithThePublishedOne()
    {
        await StartAsync();
        var request = Rfc3161TimestampRequest.CreateFromHash(Hash, HashAlgorithmName.SHA256);

        Rfc3161TimestampToken token = request.ProcessResponse(await StampAsync(request), out _);

        Assert.Empty(token.AsSignedCms().Certificates);
        X509Certificate2Collection known = [await CertificateAsync()];
        Assert.True(token.VerifySignatureForHash(Hash, HashAlgorithmName.SHA256, out _, known));
    }

    [Fact]
    public async Task Certificate_Published_IsForTimeStampsOnly()
    {
        await StartAsync();

        X509Certificate2 certificate = await CertificateAsync();

        X509EnhancedKeyUsageExtension usage =
            Assert.Single(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>());
        Assert.True(usage.Critical);
        Assert.Equal("1.3.6.1.5.5.7.3.8", Assert.Single(usage.EnhancedKeyUsages.Cast<Oid>()).Value);
        Assert.False(certificate.HasPrivateKey);
    }

    [Fact]
    public async Task Certificate_Restart_StaysTheSame()
    {
        await StartAsync();
        X509Certificate2 before = await CertificateAsync();
        await StopAsync();

        await StartAsync();

        Assert.Equal(before, await CertificateAsync());
        Rfc3161TimestampRequest request = Request();
        Rfc3161TimestampToken token = request.ProcessResponse(await StampAsync(request), out _);
        Assert.True(token.VerifySignatureForHash(Hash, HashAlgorithmName.SHA256, out X509Certificate2? _));
    }

    [Fact]
    public async Task KeyFile_Written_IsTheOwnersOnly()
    {
        await StartAsync();
        await CertificateAsync();

        string path = folder.Combine("tsa.pem");
        Assert.True(File.Exists(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Stamp_UnknownHashPolicyOrGarbage_IsRejected()
    {
        await StartAsync();
        var sha1 = Rfc3161TimestampRequest.CreateFromHash(new byte[20], HashAlgorithmName.SHA1);
        var policy = Rfc3161TimestampRequest.CreateFromHash(
            Hash, HashAlgorithmName.SHA256, requestedPolicyId: new Oid("1.2.3"));

        Assert.Throws<CryptographicException>(() => sha1.ProcessResponse(Wait(StampAsync(sha1)), out _));
        Assert.Throws<CryptographicException>(() => policy.ProcessResponse(Wait(StampAsync(policy)), out _));
        // PKIStatusInfo: rejection with badDataFormat.
        Assert.Equal("3009300702010203020204", Convert.ToHexString(await PostAsync([1, 2, 3])));
    }

    [Fact]
    public async Task Stamp_OtherContentType_IsRefused()
    {
        await StartAsync();
        using ByteArrayContent content = new(Request().Encode());

        using HttpResponseMessage answer = await http.PostAsync(new Uri("/", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static Rfc3161TimestampRequest Request() => Rfc3161TimestampRequest.CreateFromHash(
        Hash, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);

    private static byte[] Wait(Task<byte[]> bytes) => bytes.GetAwaiter().GetResult();

    private async Task StartAsync()
    {
        app = TsaHost.Create(
            ["--urls", "http://127.0.0.1:0", "--data", folder.Path, "--Logging:LogLevel:Default", "Warning"], clock);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    private async Task StopAsync()
    {
        http.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    private Task<byte[]> StampAsync(Rfc3161TimestampRequest request) => PostAsync(request.Encode());

    private async Task<byte[]> PostAsync(byte[] query)
    {
        using ByteArrayContent content = new(query);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("application/timestamp-reply", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<X509Certificate2> CertificateAsync() =>
        X509Certificate2.CreateFromPem(await http.GetStringAsync(new Uri("/certificate", UriKind.Relative)));
}
