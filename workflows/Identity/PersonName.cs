using System.Globalization;
using System.Text;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Identity;

/// <summary>Names as the card shows them (rules §6).</summary>
public static class PersonName
{
    /// <summary>In characters as people count them, rare Han characters of two UTF-16 units included.</summary>
    public const int MaximumLength = 50;

    private const char MiddleDot = '·';

    /// <returns>
    /// The name, trimmed, with every kind of middle dot as U+00B7 — or <c>name-invalid</c>. Nothing else is changed:
    /// what the card shows is what is stored.
    /// </returns>
    public static Attempt<string> Check(string typed, string field)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var name = new StringBuilder(typed.Length);
        int length = 0;
        foreach (Rune rune in typed.Trim().EnumerateRunes())
        {
            Rune kept = IsMiddleDot(rune) ? new Rune(MiddleDot) : rune;
            if (!MayStand(kept))
            {
                return new Problem(ProblemCodes.NameInvalid, field);
            }

            name.Append(kept);
            length++;
        }

        string text = name.ToString();
        return length is 0 or > MaximumLength || text.StartsWith(MiddleDot) || text.EndsWith(MiddleDot)
            ? new Problem(ProblemCodes.NameInvalid, field)
            : text;
    }

    private static bool IsMiddleDot(Rune rune) => rune.Value is '·' or '•' or '．' or '・' or '‧' or '∙';

    // Letters take in Han and its extensions, and the Latin names of foreigners with their spaces. U+FFFD is what a
    // broken character turns into.
    private static bool MayStand(Rune rune) =>
        rune.Value is MiddleDot or ' '
        || Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
}
