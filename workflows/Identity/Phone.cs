using System.Text.RegularExpressions;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Identity;

/// <summary>
/// Mainland telephone numbers (rules §5). Never a key: several residents share one. No list of operators' prefixes is
/// kept, because new ones appear all the time.
/// </summary>
public static partial class Phone
{
    /// <returns>
    /// A mobile as 11 digits or a landline as <c>0580-2000000</c>, or <c>phone-invalid</c>. An absent phone is not this
    /// check's business: the field is optional.
    /// </returns>
    public static Attempt<string> Check(string typed, string field)
    {
        ArgumentNullException.ThrowIfNull(typed);
        string digits = CountryCode().Replace(Separators().Replace(typed, ""), "");
        if (Mobile().IsMatch(digits))
        {
            return digits;
        }

        Match landline = Landline().Match(digits);
        return landline.Success
            ? $"{landline.Groups["area"].Value}-{landline.Groups["local"].Value}"
            : new Problem(ProblemCodes.PhoneInvalid, field);
    }

    [GeneratedRegex(@"[\s\-()]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(\+|00)86(?=[01])")]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^1[3-9][0-9]{9}\z")]
    internal static partial Regex Mobile();

    // Beijing and the 02x cities have three digits of area code, all others four.
    [GeneratedRegex(@"^(?<area>010|02[0-9]|0[3-9][0-9]{2})(?<local>[2-8][0-9]{6,7})\z")]
    internal static partial Regex Landline();
}
