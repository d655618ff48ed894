using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Tests.Identity;

public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("33090219620715998X")]
    [InlineData("33090219620715998x")]
    [InlineData("330902196207159981")]
    [InlineData("330902-19620715-998X")]
    [InlineData("clerk330902196207159981")]
    [InlineData("oidc|33090219620715998X")]
    [InlineData("13800000000")]
    [InlineData("138-0000-0000")]
    [InlineData("8613800000000")]
    [InlineData("wx:13800000000")]
    [InlineData("0580-2000000")]
    public void IsIn_IdNumberOrPhone_IsFound(string id) => Assert.True(PersonalNumber.IsIn(id));

    [Theory]
    [InlineData("")]
    [InlineData("clerk-lin")]
    [InlineData("consent-1")]
    [InlineData("20260715-0001")]
    [InlineData("202607150930001234")]
    [InlineData("12800000000")]
    [InlineData("3f8a1c52-7a0e-4c7e-9d7a-0b1c2d3e4f50")]
    [InlineData("3f8a1c52-7a0e-4c7e-9d7a-a13800000000")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    public void IsIn_OpaqueId_IsNot(string id) => Assert.False(PersonalNumber.IsIn(id));
}
