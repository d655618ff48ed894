using System.Globalization;
using System.Text;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Identity;

/// <summary>
/// A valid resident ID number (公民身份号码, GB 11643-1999). The address code is not looked up: codes of abolished
/// divisions stay valid for life, and it never says where somebody lives now (rules R1.5).
/// </summary>
public sealed class ResidentIdNumber
{
    private const int TextLength = 18;
    private const int EarliestYear = 1880;
    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private ResidentIdNumber(string text, DateOnly birthDate)
    {
        Text = text;
        BirthDate = birthDate;
    }

    /// <summary>The 18 characters, upper case. Personal data.</summary>
    public string Text { get; }

    /// <summary>Personal data.</summary>
    public DateOnly BirthDate { get; }

    /// <summary>Odd sequence codes are male, even ones female.</summary>
    public Sex Sex => (Text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>
    /// Completed years (周岁) on a day. Born on 29 February, one reaches the age on 1 March of common years (rules R1.7).
    /// </summary>
    public int AgeOn(DateOnly day)
    {
        int years = day.Year - BirthDate.Year;
        bool reached = (day.Month, day.Day).CompareTo((BirthDate.Month, BirthDate.Day)) >= 0;
        return reached ? years : years - 1;
    }

    /// <summary>
    /// As people type it to as it is stored: full-width forms to half-width, spaces and hyphens removed, upper-case X.
    /// </summary>
    public static string Normalize(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = new StringBuilder(typed.Length);
        foreach (char character in typed)
        {
            char half = HalfWidth(character);
            if (!char.IsWhiteSpace(half) && half is not ('-' or '‐' or '‑' or '–' or '—' or '−'))
            {
                text.Append(half == 'x' ? 'X' : half);
            }
        }

        return text.ToString();
    }

    /// <summary>The first fault in the order of rules R1.4; null when there is none.</summary>
    /// <param name="normalized">From <see cref="Normalize"/>.</param>
    /// <param name="today">The Chinese calendar date, against which a birth date may be in the future.</param>
    public static IdNumberFault? Validate(string normalized, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        if (normalized.Length != TextLength)
        {
            return IdNumberFault.Length;
        }

        if (normalized.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9')
            || !(char.IsAsciiDigit(normalized[17]) || normalized[17] == 'X'))
        {
            return IdNumberFault.Charset;
        }

        if (!TryReadBirthDate(normalized, out DateOnly birthDate))
        {
            return IdNumberFault.BirthDate;
        }

        return birthDate > today ? IdNumberFault.BirthFuture
            : birthDate.Year < EarliestYear ? IdNumberFault.BirthTooEarly
            : normalized[17] != CheckCharacter(normalized) ? IdNumberFault.CheckDigit
            : null;
    }

    /// <summary>Normalises and validates.</summary>
    /// <returns>
    /// The number, or <c>id-number-invalid</c> with the fact <c>reason</c>: <c>CHECK_DIGIT</c> and so on.
    /// </returns>
    public static Attempt<ResidentIdNumber> Check(string typed, DateOnly today, string field)
    {
        string text = Normalize(typed);
        if (Validate(text, today) is { } fault)
        {
            return Problem.With(ProblemCodes.IdNumberInvalid, field, "reason", fault.Code());
        }

        TryReadBirthDate(text, out DateOnly birthDate);
        return new ResidentIdNumber(text, birthDate);
    }

    /// <summary>Says nothing: a number that strays into a log line or a message must not be readable.</summary>
    public override string ToString() => nameof(ResidentIdNumber);

    private static bool TryReadBirthDate(string text, out DateOnly birthDate) =>
        DateOnly.TryParseExact(
            text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate);

    // ISO 7064 MOD 11-2.
    private static char CheckCharacter(string text)
    {
        int sum = 0;
        for (int index = 0; index < Weights.Length; index++)
        {
            sum += (text[index] - '0') * Weights[index];
        }

        return CheckCharacters[sum % 11];
    }

    // U+FF01–FF5E mirror ASCII; other scripts' digits stay as they are and fail the character set.
    private static char HalfWidth(char character) =>
        character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
}
