using Daoban.Workflows.Identity;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Identity;

public sealed class BankAccountTests
{
    public static IEnumerable<TheoryDataRow<string>> Cards =>
        Vectors.List("luhn").Select(row => new TheoryDataRow<string>(row.GetString()!));

    [Theory]
    [MemberData(nameof(Cards))]
    public void Check_CardVector_IsValid(string number) =>
        Assert.Equal(number, BankAccount.Check(BankAccountKind.Card, number, "account").Value);

    [Theory]
    [MemberData(nameof(Cards))]
    public void Check_CardWithAnotherLastDigit_IsRefused(string number)
    {
        for (int step = 1; step <= 9; step++)
        {
            int digit = (number[^1] - '0' + step) % 10;
            AssertReason("LUHN", BankAccountKind.Card, $"{number[..^1]}{digit}");
        }
    }

    [Fact]
    public void Check_PassbookThatFailsLuhn_IsValid() =>
        Assert.Equal(
            "6228480000000008", BankAccount.Check(BankAccountKind.Passbook, "6228 4800-0000 0008", "account").Value);

    [Theory]
    [InlineData(BankAccountKind.Card, "62284800000", "LENGTH")]
    [InlineData(BankAccountKind.Card, "62284800000000000000", "LENGTH")]
    [InlineData(BankAccountKind.Passbook, "622848000", "LENGTH")]
    [InlineData(BankAccountKind.Passbook, "622848000000000000000000000000000", "LENGTH")]
    [InlineData(BankAccountKind.Card, "622848000000000X", "CHARSET")]
    [InlineData(BankAccountKind.Passbook, "", "LENGTH")]
    public void Check_WrongShape_GivesItsReason(BankAccountKind kind, string number, string reason) =>
        AssertReason(reason, kind, number);

    private static void AssertReason(string reason, BankAccountKind kind, string number)
    {
        Problem problem = BankAccount.Check(kind, number, "account").Problem;

        Assert.Equal((ProblemCodes.AccountInvalid, "account"), (problem.Code, problem.Field));
        Assert.Equal(reason, problem.Facts!["reason"]);
    }
}
