using System.Security.Cryptography;

namespace Daoban.Workflows.Keys;

/// <summary>A signing key in an Azure Key Vault: digests go there, the private key never leaves it.</summary>
internal sealed class KeyVaultSigningKey(KeyVaultKeys vault, VaultKeyName key) : ISigningKey
{
    private PublicSigningKey? publicKey;

    // One version of a key never changes, so that it is fetched once; at the same time at worst twice.
    public async Task<PublicSigningKey> GetPublicKeyAsync(CancellationToken cancellationToken) =>
        publicKey ??= await vault.GetSigningKeyAsync(key, cancellationToken);

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        vault.SignAsync(key, SHA256.HashData(data.Span), cancellationToken);
}
