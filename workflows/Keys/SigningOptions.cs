namespace Daoban.Workflows.Keys;

/// <summary>
/// Section <c>Daoban:Signing</c>, checked while the host starts: exactly one of the two names the key that signs
/// anchors and evidence packages.
/// </summary>
public sealed class SigningOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Signing";

    /// <summary>
    /// PEM file with a private key on P-256. A relative path begins beside the assembly. Made in Development if absent.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>
    /// <c>{name}/{version}</c> of a P-256 key in the vault of <see cref="KeyVaultOptions"/>. With its version, because
    /// whoever verifies must have been given the public half.
    /// </summary>
    public string KeyVaultKey { get; set; } = "";

    internal string KeyFilePath() => Path.GetFullPath(KeyFile, AppContext.BaseDirectory);
}
