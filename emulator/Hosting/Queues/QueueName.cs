using System.Text.RegularExpressions;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>The storage service's rules for queue names, and the host's for poison queues.</summary>
internal static partial class QueueName
{
    private const string PoisonSuffix = "-poison";

    /// <summary>Lower-cases a trigger's queue name, as the real host does.</summary>
    /// <exception cref="InvalidOperationException">Not 3 to 63 letters, digits and single inner dashes.</exception>
    public static string Normalize(string name)
    {
        string lower = name.ToLowerInvariant();
        return IsValid(lower)
            ? lower
            : throw new InvalidOperationException(
                $"'{name}' is not a valid queue name: 3 to 63 letters, digits and single dashes between them.");
    }

    /// <returns>Null for a poison queue itself and where the suffix would make the name too long.</returns>
    public static string? PoisonOf(string name)
    {
        string poison = name + PoisonSuffix;
        return !name.EndsWith(PoisonSuffix, StringComparison.Ordinal) && IsValid(poison) ? poison : null;
    }

    private static bool IsValid(string name) => name.Length is >= 3 and <= 63 && Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Pattern();
}
