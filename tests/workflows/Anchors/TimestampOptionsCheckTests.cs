using Daoban.Workflows.Anchors;
using Daoban.Workflows.Tests.Keys;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Tests.Anchors;

public sealed class TimestampOptionsCheckTests
{
    private const string Present = "/dev/null";

    [Theory]
    [InlineData("Production", null, "", true)]
    [InlineData("Development", "http://localhost:7074", "", true)]
    [InlineData("Production", "http://tsa.example", "", false)]
    [InlineData("Development", "ftp://tsa.example", "", false)]
    [InlineData("Production", "http://tsa.example", "/absent.pem", false)]
    public void Validate_Settings_AreJudged(string environment, string? url, string trusted, bool isSound)
    {
        ValidateOptionsResult result = Check(
            environment,
            new TimestampOptions { Url = url is null ? null : new Uri(url), TrustedCertificates = trusted });

        Assert.Equal(isSound, result.Succeeded);
        if (!isSound)
        {
            Assert.Contains("Daoban:Timestamps:", result.FailureMessage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Validate_Timeout_HasBounds(int seconds) => Assert.Contains(
        "Timeout",
        Check("Development", new TimestampOptions
        {
            Url = new Uri("http://tsa.example"),
            TrustedCertificates = Present,
            Timeout = TimeSpan.FromSeconds(seconds),
        }).FailureMessage,
        StringComparison.Ordinal);

    private static ValidateOptionsResult Check(string environment, TimestampOptions options) =>
        new TimestampOptionsCheck(new NamedEnvironment(environment)).Validate(null, options);
}
