namespace Daoban.Workflows.Keys;

/// <summary>
/// Section <c>Daoban:Keys</c>, checked while the host starts. In Azure the values are Key Vault references.
/// </summary>
public sealed class KeyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Keys";

    /// <summary>Length of every key in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>
    /// Name of the key that wraps the data keys of cases: 1 to 32 of a–z, 0–9 and hyphen. Kept with each key it wraps.
    /// </summary>
    public string WrappingKeyId { get; set; } = "";

    /// <summary>Base64 of 32 random bytes.</summary>
    public string WrappingKey { get; set; } = "";

    /// <summary>Keys of before, by name: they unwrap only. A key may go once no data key names it.</summary>
    public Dictionary<string, string> RetiredWrappingKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Base64 of 32 random bytes. It cannot be replaced: hashes of before would no longer meet.</summary>
    public string HashKey { get; set; } = "";

    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(KeyOptions);
}
