using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Daoban.TestKit;
using Daoban.Workflows.Anchors;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Anchors;

public sealed class HttpTimestampAuthorityTests(TsaFixture tsa) : IClassFixture<TsaFixture>, IDisposable
{
    private static readonly byte[] Data = "signature"u8.ToArray();

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Stamp_Data_GivesATokenOverItsHash()
    {
        byte[] token = (await tsa.Client().StampAsync(Data, default))!;

        Assert.True(Rfc3161TimestampToken.TryDecode(token, out Rfc3161TimestampToken? decoded, out int read));
        Assert.Equal(token.Length, read);
        Assert.True(decoded.VerifySignatureForData(Data, out X509Certificate2? signer));
        Assert.NotNull(signer);
        Assert.False(decoded.VerifySignatureForData("other"u8, out X509Certificate2? _));
    }

    [Fact]
    public async Task Stamp_TrustedCertificate_IsTaken()
    {
        string path = folder.Combine("trusted.pem");
        await File.WriteAllTextAsync(path, await tsa.CertificateAsync());

        Assert.NotNull(await tsa.Client(path).StampAsync(Data, default));
    }

    [Fact]
    public async Task Stamp_UntrustedCertificate_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Daoban test time-stamp authority", key, HashAlgorithmName.SHA256);
        using X509Certificate2 other = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = folder.Combine("trusted.pem");
        await File.WriteAllTextAsync(path, other.ExportCertificatePem());

        await Assert.ThrowsAsync<TimestampException>(() => tsa.Client(path).StampAsync(Data, default));
    }

    [Fact]
    public async Task Stamp_AnswerToAnotherRequest_IsRefused()
    {
        // The authority's own signature, but over another nonce.
        using HttpClient http = new();
        var other = Rfc3161TimestampRequest.CreateFromData(
            Data, HashAlgorithmName.SHA256, nonce: new byte[] { 1, 2, 3 }, requestSignerCertificates: true);
        using ByteArrayContent content = new(other.Encode());
        content.Headers.ContentType = new("application/timestamp-query");
        using HttpResponseMessage answer = await http.PostAsync(tsa.Url, content);
        byte[] recorded = await answer.Content.ReadAsByteArrayAsync();

        await Assert.ThrowsAsync<TimestampException>(() => AskAsync(HttpStatusCode.OK, recorded));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "no time stamp")]
    [InlineData(HttpStatusCode.OK, "\x30\x05\x30\x03\x02\x01\x02")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "busy")]
    [InlineData(HttpStatusCode.Redirect, "")]
    public async Task Stamp_NoUsableAnswer_IsRefused(HttpStatusCode status, string body) =>
        await Assert.ThrowsAsync<TimestampException>(
            () => AskAsync(status, System.Text.Encoding.Latin1.GetBytes(body)));

    [Fact]
    public async Task Stamp_AuthoritysClockBehindOurs_IsRefused()
    {
        FakeTimeProvider ahead = new(DateTimeOffset.UtcNow.AddMinutes(5));

        await Assert.ThrowsAsync<TimestampException>(() => tsa.Client(clock: ahead).StampAsync(Data, default));
    }

    [Fact]
    public async Task Stamp_NobodyThere_IsRefused()
    {
        using HttpClient http = new();
        Uri nobody = new($"http://127.0.0.1:{FreePort.Next()}");
        HttpTimestampAuthority authority = new(
            http, Options.Create(new TimestampOptions { Url = nobody }), TimeProvider.System);

        await Assert.ThrowsAsync<TimestampException>(() => authority.StampAsync(Data, default));
    }

    private static async Task<byte[]?> AskAsync(HttpStatusCode status, byte[] body)
    {
        using FixedAnswer answer = new(status, body);
        using HttpClient http = new(answer);
        HttpTimestampAuthority authority = new(
            http, Options.Create(new TimestampOptions { Url = new Uri("http://tsa.test") }), TimeProvider.System);
        return await authority.StampAsync(Data, default);
    }

    private sealed class FixedAnswer(HttpStatusCode status, byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
    }
}
