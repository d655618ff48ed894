using System.Text.RegularExpressions;

namespace Daoban.Workflows.Identity;

/// <summary>
/// Tells ids from numbers that belong to a person. Ids are stored, shown and logged as they are, and whoever issues
/// them may have taken an ID number or a phone number for one.
/// </summary>
public static partial class PersonalNumber
{
    // Nobody's birth date lies behind it; a serial number's digits may.
    private static readonly DateOnly LastBirthDate = new(2099, 12, 31);

    /// <summary>
    /// Whether <paramref name="id"/> contains what reads as a resident ID number, whatever its check digit, or is or
    /// has a part that reads as a phone number.
    /// </summary>
    public static bool IsIn(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        string joined = Separators().Replace(id, "");
        return IdNumbers().Matches(id).Any(match => IsIdNumber(match.Value))
            || IsIdNumber(joined)
            || Phone.Landline().IsMatch(joined)
            || Separators().Split(id).Append(joined).Any(part => Mobile().IsMatch(part));
    }

    private static bool IsIdNumber(string text) =>
        ResidentIdNumber.Validate(text.ToUpperInvariant(), LastBirthDate) is null or IdNumberFault.CheckDigit;

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separators();

    [GeneratedRegex("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")]
    private static partial Regex IdNumbers();

    // A whole part only: random ids of hexadecimal digits hold such runs now and then.
    [GeneratedRegex(@"^(00)?(86)?1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();
}
