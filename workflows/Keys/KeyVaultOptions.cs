namespace Daoban.Workflows.Keys;

/// <summary>
/// Section <c>Daoban:KeyVault</c>, checked while the host starts. Needed only when a key lies in a vault.
/// </summary>
public sealed class KeyVaultOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:KeyVault";

    /// <summary>The vault, such as <c>https://NAME.vault.azure.cn</c>. HTTPS always.</summary>
    public Uri? Url { get; set; }

    /// <summary>What a token is asked for: the cloud's vault audience and <c>/.default</c>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>
    /// <c>{name}/{version}</c> of an RSA key of the vault that wraps the data keys of cases from now on, instead of
    /// <see cref="KeyOptions.WrappingKey"/>; empty for none. What other keys wrapped opens as before.
    /// </summary>
    public string WrappingKey { get; set; } = "";

    /// <summary>Client id of a user-assigned managed identity; empty for the system-assigned one.</summary>
    public string ManagedIdentityClientId { get; set; } = "";
}
