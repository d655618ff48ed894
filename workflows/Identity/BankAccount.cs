using System.Text;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Identity;

/// <summary>Bank card and account numbers (rules §4).</summary>
public static class BankAccount
{
    /// <returns>
    /// The digits, or <c>account-invalid</c> with the fact <c>reason</c>: <c>CHARSET</c>, <c>LENGTH</c> (card 12–19,
    /// passbook 10–32 digits) or <c>LUHN</c> (cards only).
    /// </returns>
    public static Attempt<string> Check(BankAccountKind kind, string typed, string field)
    {
        string number = Normalize(typed);
        (int minimum, int maximum) = kind is BankAccountKind.Card ? (12, 19) : (10, 32);
        string? reason = number.AsSpan().ContainsAnyExceptInRange('0', '9') ? "CHARSET"
            : number.Length < minimum || number.Length > maximum ? "LENGTH"
            : kind is BankAccountKind.Card && !SatisfiesLuhn(number) ? "LUHN"
            : null;
        return reason is null ? number : Problem.With(ProblemCodes.AccountInvalid, field, "reason", reason);
    }

    /// <summary>Without the spaces and hyphens of the groups that cards are printed in.</summary>
    public static string Normalize(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var number = new StringBuilder(typed.Length);
        foreach (char character in typed.Where(character => !char.IsWhiteSpace(character) && character != '-'))
        {
            number.Append(character);
        }

        return number.ToString();
    }

    // ISO/IEC 7812-1, annex B.
    private static bool SatisfiesLuhn(string digits)
    {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.Length; fromRight++)
        {
            int digit = digits[^(fromRight + 1)] - '0';
            int weighted = fromRight % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
