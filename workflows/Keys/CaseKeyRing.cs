using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Daoban.Workflows.Keys;

/// <summary>
/// Makes the data keys of cases and opens them. Opened keys are remembered for a few minutes, because Key Vault answers
/// a limited number of calls; a shredded key can be used by a process that remembers it for that long.
/// </summary>
internal sealed class CaseKeyRing(IKeyEncryption encryption, TimeProvider clock)
{
    private const int Remembered = 2048;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<CaseKeyRecord, (CaseKey Key, DateTimeOffset Until)> opened = new();

    /// <summary>A new data key, wrapped; not stored yet.</summary>
    public async Task<CaseKeyRecord> CreateAsync(CancellationToken cancellationToken)
    {
        byte[] key = RandomNumberGenerator.GetBytes(CaseKey.KeyBytes);
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        WrappedKey wrapped = await encryption.WrapAsync(key, cancellationToken);
        CaseKeyRecord record = new(
            id, wrapped.KeyId, Convert.ToBase64String(wrapped.Bytes), clock.GetUtcNow().ToUniversalTime());
        Remember(record, new CaseKey(id, key));
        return record;
    }

    /// <summary>The data key of a record.</summary>
    /// <exception cref="ProtectionException">It does not open.</exception>
    public async Task<CaseKey> OpenAsync(CaseKeyRecord record, CancellationToken cancellationToken)
    {
        if (opened.TryGetValue(record, out (CaseKey Key, DateTimeOffset Until) known)
            && known.Until > clock.GetUtcNow())
        {
            return known.Key;
        }

        return Remember(record, new CaseKey(record.Id, await UnwrapAsync(record, cancellationToken)));
    }

    /// <summary>
    /// The same data key under the current wrapping key; null when it is under it already. What it protects stays as it
    /// is.
    /// </summary>
    /// <exception cref="ProtectionException">It does not open.</exception>
    public async Task<CaseKeyRecord?> RewrapAsync(CaseKeyRecord record, CancellationToken cancellationToken)
    {
        if (record.WrappingKeyId == await encryption.GetCurrentKeyIdAsync(cancellationToken))
        {
            return null;
        }

        WrappedKey wrapped = await encryption.WrapAsync(
            await UnwrapAsync(record, cancellationToken), cancellationToken);
        return record with { WrappingKeyId = wrapped.KeyId, Wrapped = Convert.ToBase64String(wrapped.Bytes) };
    }

    private Task<byte[]> UnwrapAsync(CaseKeyRecord record, CancellationToken cancellationToken) =>
        encryption.UnwrapAsync(
            new WrappedKey(record.WrappingKeyId, Convert.FromBase64String(record.Wrapped)), cancellationToken);

    private CaseKey Remember(CaseKeyRecord record, CaseKey key)
    {
        // A page of cases is far smaller: forgetting all at once costs a few calls, once in thousands.
        if (opened.Count >= Remembered)
        {
            opened.Clear();
        }

        opened[record] = (key, clock.GetUtcNow() + RememberedFor);
        return key;
    }
}
