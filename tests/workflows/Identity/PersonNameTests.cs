using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Identity;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("沈海珍", "沈海珍")]
    [InlineData(" 金岛\u3000", "金岛")]
    [InlineData("阿卜杜拉•买买提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉．买买提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉・买买提", "阿卜杜拉·买买提")]
    [InlineData("王\U00020BB7", "王\U00020BB7")]
    [InlineData("José Pérez", "José Pérez")]
    public void Check_NameOnACard_IsKept(string typed, string kept) =>
        Assert.Equal(kept, PersonName.Check(typed, "resident.name").Value);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("沈3")]
    [InlineData("沈<b>")]
    [InlineData("沈\n珍")]
    [InlineData("沈\uFFFD")]
    [InlineData("沈\uD842")]
    [InlineData("·买买提")]
    [InlineData("阿卜杜拉·")]
    public void Check_NoName_IsRefused(string typed)
    {
        Problem problem = PersonName.Check(typed, "resident.name").Problem;

        Assert.Equal(new Problem(ProblemCodes.NameInvalid, "resident.name"), problem);
    }

    [Fact]
    public void Check_RareCharacters_AreCountedOnce()
    {
        string fifty = string.Concat(Enumerable.Repeat("\U00020BB7", PersonName.MaximumLength));

        Assert.True(PersonName.Check(fifty, "name").Succeeded);
        Assert.False(PersonName.Check(fifty + "沈", "name").Succeeded);
    }
}
