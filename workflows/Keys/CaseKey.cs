using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Keys;

/// <summary>
/// The data key of one case, opened: protects its fields and papers and salts its commitments. Deleting the row that
/// holds it wrapped (<see cref="CaseKeyRecord"/>) makes all of that unreadable at once.
/// </summary>
/// <remarks>
/// AES-256-GCM. Layout: format version (1 byte), length of the key id (1), key id, nonce (12), tag (16), ciphertext.
/// Version, key id and scope are authenticated. Nonces are random: a key is good for 2³² values (NIST SP 800-38D, 8.3),
/// which no case reaches. Another algorithm, such as SM4 (rules R14.4), becomes another format version behind the same
/// port.
/// </remarks>
public sealed class CaseKey : IFieldProtector
{
    /// <summary>Length of a data key in bytes.</summary>
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] key;

    internal CaseKey(string id, byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        Id = id;
        this.key = key;
    }

    /// <summary>Name of the key, written into everything that it protects.</summary>
    public string Id { get; }

    /// <summary>
    /// Salt of a row's commitments, 32 bytes by HKDF-SHA256. Of the key, so that it is gone with it; of the row, so
    /// that showing one salt opens the commitments of one row.
    /// </summary>
    /// <param name="row">Row key in the case's partition.</param>
    public byte[] Salt(string row) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key, KeyBytes, info: StrictUtf8.GetBytes("commitment|" + row));

    /// <summary>
    /// Commits to a row's content: HMAC-SHA256 under the row's salt, 64 lower-case hexadecimal digits. Without the salt
    /// not even a field of few values can be guessed from it.
    /// </summary>
    /// <param name="row">Row key in the case's partition.</param>
    /// <param name="text">The row's JSON as stored.</param>
    public string Commit(string row, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Salt(row), StrictUtf8.GetBytes(text)));

    /// <inheritdoc />
    public string Protect(string scope, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Convert.ToBase64String(Protect(scope, StrictUtf8.GetBytes(text)));
    }

    /// <inheritdoc />
    public string Unprotect(string scope, string protectedText)
    {
        ArgumentNullException.ThrowIfNull(protectedText);
        byte[] bytes = new byte[protectedText.Length];
        return Convert.TryFromBase64String(protectedText, bytes, out int written)
            ? StrictUtf8.GetString(Unprotect(scope, bytes.AsSpan(0, written)))
            : throw new ProtectionException("Protected text is not Base64.");
    }

    /// <inheritdoc />
    public byte[] Protect(string scope, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(scope);
        byte[] id = Encoding.ASCII.GetBytes(Id);
        int header = 2 + id.Length;
        byte[] result = new byte[header + NonceBytes + TagBytes + bytes.Length];
        result[0] = Version;
        result[1] = (byte)id.Length;
        id.CopyTo(result, 2);
        Span<byte> nonce = result.AsSpan(header, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(
            nonce,
            bytes,
            result.AsSpan(header + NonceBytes + TagBytes),
            result.AsSpan(header + NonceBytes, TagBytes),
            Associated(result.AsSpan(0, header), scope));
        return result;
    }

    /// <inheritdoc />
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

        if (Encoding.ASCII.GetString(bytes[2..header]) != Id)
        {
            throw new ProtectionException("Protected data names another key than its case has.");
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

    /// <summary>Says nothing.</summary>
    public override string ToString() => nameof(CaseKey);

    // The header states its own length, so header and scope cannot run into each other.
    private static byte[] Associated(ReadOnlySpan<byte> header, string scope) =>
        [.. header, .. StrictUtf8.GetBytes(scope)];
}
