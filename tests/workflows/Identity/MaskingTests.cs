using Daoban.Workflows.Identity;

namespace Daoban.Workflows.Tests.Identity;

public sealed class MaskingTests
{
    private static readonly MaskLevel[] Levels = [MaskLevel.StaffList, MaskLevel.Public];

    public static IEnumerable<TheoryDataRow<string[]>> Names => Vectors.Rows("mask_name");

    public static IEnumerable<TheoryDataRow<string[]>> IdNumbers => Vectors.Rows("mask_id");

    public static IEnumerable<TheoryDataRow<string[]>> Phones => Vectors.Rows("mask_phone");

    public static IEnumerable<TheoryDataRow<string[]>> Accounts => Vectors.Rows("mask_card");

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_Vector_IsMasked(string[] row)
    {
        Assert.Equal(row[1], Masking.Name(row[0], MaskLevel.StaffList));
        Assert.Equal(row[2], Masking.Name(row[0], MaskLevel.Public));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("欧阳", "欧*")]
    [InlineData("\U00020BB7海珍", "\U00020BB7**")]
    public void Name_BesideTheVectors_IsMaskedByCharacter(string name, string masked) =>
        Assert.Equal(masked, Masking.Name(name, MaskLevel.StaffList));

    [Theory]
    [MemberData(nameof(IdNumbers))]
    public void IdNumber_Vector_IsMasked(string[] row)
    {
        Assert.Equal(row[1], Masking.IdNumber(row[0], MaskLevel.StaffList));
        Assert.Equal(row[2], Masking.IdNumber(row[0], MaskLevel.Public));
    }

    [Theory]
    [InlineData("33090219620715998")]
    [InlineData("3")]
    [InlineData("33090219620715998x")]
    [InlineData("沈海珍沈海珍沈海珍沈海珍沈海珍沈海珍")]
    public void IdNumber_Unrecognised_IsEighteenStars(string text) =>
        Assert.All(Levels, level => Assert.Equal("******************", Masking.IdNumber(text, level)));

    [Theory]
    [MemberData(nameof(Phones))]
    public void Phone_Vector_IsMasked(string[] row)
    {
        Assert.Equal(row[1], Masking.Phone(row[0], MaskLevel.StaffList));
        Assert.Equal("", Masking.Phone(row[0], MaskLevel.Public));
    }

    [Theory]
    [InlineData("021-60000012", "021-*****12")]
    [InlineData("12345", "***********")]
    [InlineData("ask the neighbour", "***********")]
    public void Phone_BesideTheVectors_NeverShowsMore(string phone, string masked) =>
        Assert.Equal(masked, Masking.Phone(phone, MaskLevel.StaffList));

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Account_Vector_IsMasked(string[] row)
    {
        Assert.Equal(row[1], Masking.Account(row[0], MaskLevel.StaffList));
        Assert.Equal(row[2], Masking.Account(row[0], MaskLevel.Public));
    }

    [Theory]
    [InlineData("6228480000")]
    [InlineData("not a number at all")]
    public void Account_ShortOrUnrecognised_IsStars(string number)
    {
        Assert.Equal("**** **** **** ****", Masking.Account(number, MaskLevel.StaffList));
        Assert.Equal("尾号****", Masking.Account(number, MaskLevel.Public));
    }

    [Theory]
    [InlineData("舟山市定海区环南街道五联村1号", "舟山市定海区环南街道五联村****")]
    [InlineData("定海区城东街道海滨社区3幢501室", "定海区城东街道海滨社区****")]
    [InlineData("定海区解放路10号", "定海区****")]
    [InlineData("岱山县高亭镇人民路5号", "岱山县****")]
    [InlineData("海景小区3幢", "****")]
    [InlineData("6号大猫村", "****")]
    [InlineData("", "")]
    public void Address_Text_IsShownToTheVillage(string address, string masked) =>
        Assert.Equal(masked, Masking.Address(address));

    [Fact]
    public void Masks_AppliedAgain_ChangeNothing()
    {
        (string[] Values, Func<string, MaskLevel, string> Mask)[] fields =
        [
            ([.. Firsts("mask_name"), "", "欧阳", "李"], Masking.Name),
            ([.. Firsts("mask_id"), "", "1234"], Masking.IdNumber),
            ([.. Firsts("mask_phone"), "", "021-60000012", "12345"], Masking.Phone),
            ([.. Firsts("mask_card"), "", "6228480000", "x"], Masking.Account),
            (["舟山市定海区环南街道五联村1号", "定海区解放路10号", "海景小区3幢", ""], (text, _) => Masking.Address(text)),
        ];

        foreach ((string[] values, Func<string, MaskLevel, string> mask) in fields)
        {
            foreach (string once in values.SelectMany(value => Levels.Select(level => mask(value, level))))
            {
                // Whatever level a value was masked for, the second mask never shows more.
                Assert.All(Levels, level => Assert.True(Shown(mask(once, level)) <= Shown(once)));
            }

            Assert.All(
                values.SelectMany(value => Levels.Select(level => (value, level))),
                pair =>
                {
                    string once = mask(pair.value, pair.level);
                    Assert.Equal(once, mask(once, pair.level));
                });
        }
    }

    private static int Shown(string masked) => masked.Count(char.IsAsciiDigit);

    private static IEnumerable<string> Firsts(string vectors) =>
        Vectors.List(vectors).Select(row => row[0].GetString()!);
}
