using System.Text;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Identity;

/// <summary>Where the resident lives, in the resident's own words; it is not taken apart.</summary>
public static class HomeAddress
{
    /// <summary>In characters as people count them.</summary>
    public const int MaximumLength = 200;

    /// <returns>The address, trimmed, or <c>address-invalid</c>: empty, too long, or with control characters.</returns>
    public static Attempt<string> Check(string typed, string field)
    {
        ArgumentNullException.ThrowIfNull(typed);
        string address = typed.Trim();
        int length = 0;
        foreach (Rune rune in address.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return new Problem(ProblemCodes.AddressInvalid, field);
            }

            length++;
        }

        return length is 0 or > MaximumLength ? new Problem(ProblemCodes.AddressInvalid, field) : address;
    }
}
