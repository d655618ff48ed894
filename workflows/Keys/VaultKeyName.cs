using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Daoban.Workflows.Keys;

/// <summary>One version of a key in a vault, written <c>{name}/{version}</c>.</summary>
/// <param name="Name">1 to 127 of A–Z, a–z, 0–9 and hyphen.</param>
/// <param name="Version">32 hex digits.</param>
internal sealed partial record VaultKeyName(string Name, string Version)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out VaultKeyName? key)
    {
        Match match = Shape().Match(text);
        key = match.Success ? new VaultKeyName(match.Groups[1].Value, match.Groups[2].Value) : null;
        return key is not null;
    }

    /// <exception cref="FormatException">Another shape.</exception>
    public static VaultKeyName Parse(string text) =>
        TryParse(text, out VaultKeyName? key) ? key : throw new FormatException("A vault's key is name/version.");

    public override string ToString() => $"{Name}/{Version}";

    [GeneratedRegex(@"^([0-9A-Za-z-]{1,127})/([0-9a-f]{32})\z")]
    private static partial Regex Shape();
}
