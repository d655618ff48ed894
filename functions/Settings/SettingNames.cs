using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.Settings;

/// <summary>The two ways to write a setting's name, and what a wrong one was meant to be.</summary>
internal static class SettingNames
{
    private const string Separator = "__";

    /// <summary><c>Daoban__Bank__Secret</c> → <c>Daoban:Bank:Secret</c>.</summary>
    public static string KeyOf(string name) =>
        name.Replace(Separator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary><c>Daoban:Bank:Secret</c> → <c>Daoban__Bank__Secret</c>, as operators write it.</summary>
    public static string OfKey(string key) =>
        key.Replace(ConfigurationPath.KeyDelimiter, Separator, StringComparison.Ordinal);

    /// <summary>The name nearest to a wrong one; null when none is near enough to have been meant.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> names)
    {
        (string? name, int distance) = names
            .Select(name => ((string?)name, Distance(wrong.ToUpperInvariant(), name.ToUpperInvariant())))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(candidate => candidate.Item2);
        return distance <= Math.Max(3, wrong.Length / 4) ? name : null;
    }

    // Levenshtein: letters to insert, delete or exchange.
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int exchanged = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
