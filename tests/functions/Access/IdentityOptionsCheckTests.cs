using Daoban.Functions.Access;
using Daoban.Functions.Tests.Support;

namespace Daoban.Functions.Tests.Access;

public sealed class IdentityOptionsCheckTests
{
    [Theory]
    [InlineData("https://login.example.cn/tenant", "Production", true)]
    [InlineData("http://localhost:7072", "Development", true)]
    [InlineData("http://localhost:7072", "Production", false)]
    [InlineData("http://localhost:7072", "Staging", false)]
    [InlineData("ftp://localhost", "Development", false)]
    [InlineData("/relative", "Development", false)]
    public void Validate_Authority_MustBeHttpsOutsideDevelopment(string authority, string environment, bool accepted)
    {
        var check = new IdentityOptionsCheck(new FixedEnvironment(environment));
        var options = new IdentityOptions { Authority = new Uri(authority, UriKind.RelativeOrAbsolute) };

        Assert.Equal(accepted, check.Validate(name: null, options).Succeeded);
    }

    [Fact]
    public void MetadataAddress_AuthorityWithPathAndSlash_IsBelowIt() =>
        Assert.Equal(
            "https://login.example.cn/tenant/.well-known/openid-configuration",
            new IdentityOptions { Authority = new Uri("https://login.example.cn/tenant/") }.MetadataAddress);
}
