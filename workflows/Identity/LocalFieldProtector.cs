using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Identity;

/// <summary>
/// AES-256-GCM with keys from settings. Layout: format version (1 byte), length of the key id (1), key id, nonce (12),
/// tag (16), ciphertext. Version, key id and scope are authenticated. Nonces are random: a key is to be retired before
/// 2³² values (NIST SP 800-38D, 8.3), which no station reaches.
/// </summary>
/// <remarks>
/// Another algorithm, such as SM4 (rules R14.4), becomes another format version behind the same port.
/// </remarks>
internal sealed class LocalFieldProtector : IFieldProtector
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string currentId;
    private readonly Dictionary<string, byte[]> keys;

    public LocalFieldProtector(IOptions<KeyOptions> options)
    {
        KeyOptions settings = options.Value;
        currentId = settings.FieldKeyId;
        keys = settings.RetiredFieldKeys.ToDictionary(
            key => key.Key, key => Convert.FromBase64String(key.Value), StringComparer.Ordinal);
        keys[currentId] = Convert.FromBase64String(settings.FieldKey);
    }

    public string Protect(string scope, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Convert.ToBase64String(Protect(scope, StrictUtf8.GetBytes(text)));
    }

    public string Unprotect(string scope, string protectedText)
    {
        ArgumentNullException.ThrowIfNull(protectedText);
        byte[] bytes = new byte[protectedText.Length];
        return Convert.TryFromBase64String(protectedText, bytes, out int written)
            ? StrictUtf8.GetString(Unprotect(scope, bytes.AsSpan(0, written)))
            : throw new ProtectionException("Protected text is not Base64.");
    }

    public byte[] Protect(string scope, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        byte[] id = Encoding.ASCII.GetBytes(currentId);
        int header = 2 + id.Length;
        byte[] result = new byte[header + NonceBytes + TagBytes + bytes.Length];
        result[0] = Version;
        result[1] = (byte)id.Length;
        id.CopyTo(result, 2);
        Span<byte> nonce = result.AsSpan(header, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(keys[currentId], TagBytes);
        cipher.Encrypt(
            nonce,
            bytes,
            result.AsSpan(header + NonceBytes + TagBytes),
            result.AsSpan(header + NonceBytes, TagBytes),
            Associated(result.AsSpan(0, header), scope));
        return result;
    }

    public byte[] Unprotect(string scope, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        if (bytes.Length < 2 || bytes[0] != Version)
        {
            throw new ProtectionException($"Protected data is not of format version {Version}.");
        }

        int header = 2 + bytes[1];
        if (bytes.Length < header + NonceBytes + TagBytes)
        {
            throw new ProtectionException("Protected data is cut off.");
        }

        if (!keys.TryGetValue(Encoding.ASCII.GetString(bytes[2..header]), out byte[]? key))
        {
            throw new ProtectionException("Protected data names a key that is not in the settings.");
        }

        ReadOnlySpan<byte> body = bytes[header..];
        byte[] result = new byte[body.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(
                body[..NonceBytes],
                body[(NonceBytes + TagBytes)..],
                body.Slice(NonceBytes, TagBytes),
                result,
                Associated(bytes[..header], scope));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new ProtectionException("Protected data was altered, or belongs to another scope.", exception);
        }

        return result;
    }

    // The header states its own length, so header and scope cannot run into each other.
    private static byte[] Associated(ReadOnlySpan<byte> header, string scope) =>
        [.. header, .. StrictUtf8.GetBytes(scope)];
}
