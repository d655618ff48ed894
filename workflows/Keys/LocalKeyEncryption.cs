using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>
/// Wraps by AES-256-GCM with keys from settings. Layout: nonce (12), tag (16), ciphertext; the key id is authenticated.
/// </summary>
internal sealed class LocalKeyEncryption : IKeyEncryption
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly string currentId;
    private readonly Dictionary<string, byte[]> keys;

    public LocalKeyEncryption(IOptions<KeyOptions> options)
    {
        KeyOptions settings = options.Value;
        currentId = settings.WrappingKeyId;
        keys = settings.RetiredWrappingKeys.ToDictionary(
            key => key.Key, key => Convert.FromBase64String(key.Value), StringComparer.Ordinal);
        if (currentId.Length > 0)
        {
            keys[currentId] = Convert.FromBase64String(settings.WrappingKey);
        }
    }

    public Task<string> GetCurrentKeyIdAsync(CancellationToken cancellationToken) => Task.FromResult(currentId);

    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        byte[] result = new byte[NonceBytes + TagBytes + key.Length];
        Span<byte> nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys[currentId], TagBytes);
        cipher.Encrypt(
            nonce,
            key.Span,
            result.AsSpan(NonceBytes + TagBytes),
            result.AsSpan(NonceBytes, TagBytes),
            Encoding.ASCII.GetBytes(currentId));
        return Task.FromResult(new WrappedKey(currentId, result));
    }

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        if (!keys.TryGetValue(wrapped.KeyId, out byte[]? key))
        {
            throw new ProtectionException("A data key was wrapped by a key that is not in the settings.");
        }

        ReadOnlySpan<byte> bytes = wrapped.Bytes;
        if (bytes.Length != NonceBytes + TagBytes + CaseKey.KeyBytes)
        {
            throw new ProtectionException("A wrapped data key has another length than one has.");
        }

        byte[] result = new byte[CaseKey.KeyBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(
                bytes[..NonceBytes],
                bytes[(NonceBytes + TagBytes)..],
                bytes.Slice(NonceBytes, TagBytes),
                result,
                Encoding.ASCII.GetBytes(wrapped.KeyId));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new ProtectionException("A wrapped data key was altered.", exception);
        }

        return Task.FromResult(result);
    }
}
