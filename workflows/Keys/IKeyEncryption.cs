namespace Daoban.Workflows.Keys;

/// <summary>
/// Wraps the data keys of cases by key-encryption keys: here from settings, in Azure inside Key Vault, where they
/// cannot be read.
/// </summary>
public interface IKeyEncryption
{
    /// <summary>Name of the key that wraps from now on.</summary>
    Task<string> GetCurrentKeyIdAsync(CancellationToken cancellationToken);

    /// <summary>Wraps by the current key.</summary>
    /// <param name="key">A data key of <see cref="CaseKey.KeyBytes"/> bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>Opens what any key, current or retired, has wrapped.</summary>
    /// <exception cref="ProtectionException">Altered, or wrapped by a key that is not known any more.</exception>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken);
}
