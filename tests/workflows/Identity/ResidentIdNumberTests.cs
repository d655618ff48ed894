using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Identity;

public sealed class ResidentIdNumberTests
{
    public static IEnumerable<TheoryDataRow<string, Sex>> Valid => Vectors.List("id_valid")
        .Select(row => new TheoryDataRow<string, Sex>(
            row.GetProperty("id").GetString()!,
            row.GetProperty("result")[1].GetString() == "F" ? Sex.Female : Sex.Male));

    public static IEnumerable<TheoryDataRow<string, string>> Invalid => Vectors.List("id_invalid")
        .Select(row => new TheoryDataRow<string, string>(
            row.GetProperty("id").GetString()!, row.GetProperty("result")[1].GetString()!));

    public static IEnumerable<TheoryDataRow<string[]>> StandardExamples => Vectors.Rows("id_standard_examples");

    [Theory]
    [MemberData(nameof(Valid))]
    public void Check_ValidVector_HasItsSex(string number, Sex sex)
    {
        ResidentIdNumber id = Check(number).Value;

        Assert.Equal(number, id.Text);
        Assert.Equal(sex, id.Sex);
    }

    [Theory]
    [MemberData(nameof(StandardExamples))]
    public void Check_ExampleOfTheStandard_IsValid(string[] row) => Assert.True(Check(row[0]).Succeeded);

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Check_InvalidVector_GivesItsReason(string number, string reason) => AssertReason(reason, number);

    [Theory]
    [InlineData("", "LENGTH")]
    [InlineData("33090219620715998X0", "LENGTH")]
    [InlineData("33090219620715998Y", "CHARSET")]
    [InlineData("X3090219620715998X", "CHARSET")]
    [InlineData("٣٣٠٩٠٢١٩٦٢٠٧١٥٩٩٨X", "CHARSET")]
    [InlineData("330902000000009987", "BIRTH_DATE")]
    [InlineData("330902196213159984", "BIRTH_DATE")]
    [InlineData("330902202607029980", "BIRTH_FUTURE")]
    [InlineData("330902187912319980", "BIRTH_TOO_EARLY")]
    [InlineData("330902188001019980", "CHECK_DIGIT")]
    public void Check_FaultBesideTheVectors_GivesItsReason(string number, string reason) =>
        AssertReason(reason, number);

    [Theory]
    [InlineData("33090219620715998x")]
    [InlineData(" 330902 19620715 998X ")]
    [InlineData("330902-19620715-998x")]
    [InlineData("３３０９０２１９６２０７１５９９８Ｘ")]
    [InlineData("３３０９０２１９６２０７１５９９８ｘ\u3000")]
    public void Check_AsPeopleType_IsNormalised(string typed) =>
        Assert.Equal("33090219620715998X", Check(typed).Value.Text);

    [Fact]
    public void Check_BornToday_IsNotInTheFuture() =>
        Assert.NotEqual(IdNumberFault.BirthFuture, ResidentIdNumber.Validate("330902202607019980", Vectors.Today));

    [Theory]
    [InlineData(2022, 7, 14, 59)]
    [InlineData(2022, 7, 15, 60)]
    [InlineData(2026, 7, 1, 63)]
    public void AgeOn_AroundTheBirthday_IsCompletedYears(int year, int month, int day, int age) =>
        Assert.Equal(age, Check("33090219620715998X").Value.AgeOn(new(year, month, day)));

    [Theory]
    [InlineData(2023, 2, 28, 82)]
    [InlineData(2023, 3, 1, 83)]
    [InlineData(2024, 2, 28, 83)]
    [InlineData(2024, 2, 29, 84)]
    public void AgeOn_BornOnLeapDay_IsReachedOnFirstOfMarch(int year, int month, int day, int age)
    {
        ResidentIdNumber id = Check("330922194002299993").Value;

        Assert.Equal(new DateOnly(1940, 2, 29), id.BirthDate);
        Assert.Equal(age, id.AgeOn(new(year, month, day)));
    }

    [Fact]
    public void ToString_ValidNumber_DoesNotShowIt() =>
        Assert.DoesNotContain("1962", Check("33090219620715998X").Value.ToString(), StringComparison.Ordinal);

    private static Attempt<ResidentIdNumber> Check(string typed) =>
        ResidentIdNumber.Check(typed, Vectors.Today, "resident.idNumber");

    private static void AssertReason(string reason, string number)
    {
        Problem problem = Check(number).Problem;

        Assert.Equal((ProblemCodes.IdNumberInvalid, "resident.idNumber"), (problem.Code, problem.Field));
        Assert.Equal(["reason"], problem.Facts!.Keys);
        Assert.Equal(reason, problem.Facts["reason"]);
    }
}
