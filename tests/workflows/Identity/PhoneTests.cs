using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Identity;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("13800000000", "13800000000")]
    [InlineData("138 0000-0000", "13800000000")]
    [InlineData("+86 138 0000 0000", "13800000000")]
    [InlineData("008619900000000", "19900000000")]
    [InlineData("0580-2000000", "0580-2000000")]
    [InlineData("05802000000", "0580-2000000")]
    [InlineData("(0580) 2000000", "0580-2000000")]
    [InlineData("010-60000000", "010-60000000")]
    [InlineData("02160000000", "021-60000000")]
    public void Check_PhoneAsTyped_IsNormalised(string typed, string kept) =>
        Assert.Equal(kept, Phone.Check(typed, "resident.phone").Value);

    [Theory]
    [InlineData("")]
    [InlineData("12800000000")]
    [InlineData("1380000000")]
    [InlineData("138000000000")]
    [InlineData("2000000")]
    [InlineData("0580-200000")]
    [InlineData("0580-200000000")]
    [InlineData("１３８００００００００")]
    [InlineData("13800000000\nx")]
    public void Check_NoPhone_IsRefused(string typed) =>
        Assert.Equal(
            new Problem(ProblemCodes.PhoneInvalid, "resident.phone"), Phone.Check(typed, "resident.phone").Problem);
}
