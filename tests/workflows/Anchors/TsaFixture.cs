using Daoban.TimestampAuthority;
using Daoban.Workflows.Anchors;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Anchors;

/// <summary>The time-stamp authority for tests, in this process.</summary>
public sealed class TsaFixture : IAsyncLifetime
{
    private readonly WebApplication app = TsaHost.Create(
        ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]);

    private readonly HttpClient http = new();

    internal Uri Url => new(app.Urls.First());

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    internal HttpTimestampAuthority Client(string trustedCertificates = "", TimeProvider? clock = null) => new(
        http,
        Options.Create(new TimestampOptions { Url = Url, TrustedCertificates = trustedCertificates }),
        clock ?? TimeProvider.System);

    internal Task<string> CertificateAsync() => http.GetStringAsync(new Uri(Url, "certificate"));
}
