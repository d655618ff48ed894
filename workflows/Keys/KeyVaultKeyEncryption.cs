namespace Daoban.Workflows.Keys;

/// <summary>
/// Wraps data keys by an RSA key in an Azure Key Vault, which never leaves it. The key id is <c>{name}/{version}</c>,
/// so that what an earlier version wrapped opens for as long as that version is enabled. What keys from settings
/// wrapped before opens by them.
/// </summary>
internal sealed class KeyVaultKeyEncryption(KeyVaultKeys vault, VaultKeyName current, LocalKeyEncryption before)
    : IKeyEncryption
{
    public Task<string> GetCurrentKeyIdAsync(CancellationToken cancellationToken) =>
        Task.FromResult(current.ToString());

    /// <exception cref="KeyUnavailableException">The vault gives no usable answer; worth another try later.</exception>
    public async Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken) =>
        new(current.ToString(), await vault.WrapAsync(current, key.ToArray(), cancellationToken));

    /// <exception cref="KeyUnavailableException">The vault gives no usable answer; worth another try later.</exception>
    public async Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        if (!VaultKeyName.TryParse(wrapped.KeyId, out VaultKeyName? key))
        {
            // Ids of keys from settings hold no slash.
            return await before.UnwrapAsync(wrapped, cancellationToken);
        }

        byte[] plain = await vault.UnwrapAsync(key, wrapped.Bytes, cancellationToken);
        return plain.Length == CaseKey.KeyBytes
            ? plain
            : throw new ProtectionException("A wrapped data key has another length than one has.");
    }
}
