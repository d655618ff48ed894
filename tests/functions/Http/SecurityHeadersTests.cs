using Daoban.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Tests.Http;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData(true, "max-age=31536000; includeSubDomains")]
    [InlineData(false, "")]
    public void Set_OutsideDevelopment_AsksForHttpsForAYear(bool onlyHttps, string expected)
    {
        IHeaderDictionary headers = new HeaderDictionary();

        SecurityHeaders.Set(headers, onlyHttps);

        Assert.Equal(expected, headers.StrictTransportSecurity.ToString());
        Assert.Equal("nosniff", headers.XContentTypeOptions.ToString());
    }

    [Fact]
    public void SetForPage_AfterSet_AllowsInlineStyleAndKeepsTheRest()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        SecurityHeaders.Set(headers, onlyHttps: true);
        string[] before = [.. headers.Keys];

        SecurityHeaders.SetForPage(headers);

        Assert.Equal(before, headers.Keys);
        string policy = headers.ContentSecurityPolicy.ToString();
        Assert.Contains("style-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }
}
