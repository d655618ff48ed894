using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Identity;

public sealed class HomeAddressTests
{
    [Fact]
    public void Check_Address_IsTrimmedAndKept() =>
        Assert.Equal("定海区环南街道五联村1号", HomeAddress.Check(" 定海区环南街道五联村1号 ", "resident.address").Value);

    [Theory]
    [InlineData(" ")]
    [InlineData("五联村\t1号")]
    [InlineData("五联村\u0000")]
    public void Check_NoAddress_IsRefused(string typed) =>
        Assert.Equal(
            new Problem(ProblemCodes.AddressInvalid, "resident.address"),
            HomeAddress.Check(typed, "resident.address").Problem);

    [Fact]
    public void Check_LongestAddress_IsTheLimit()
    {
        string longest = new('村', HomeAddress.MaximumLength);

        Assert.True(HomeAddress.Check(longest, "address").Succeeded);
        Assert.False(HomeAddress.Check(longest + "村", "address").Succeeded);
    }
}
