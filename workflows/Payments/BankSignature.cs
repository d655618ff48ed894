using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Payments;

/// <summary>
/// The signature of both directions of the bank contract (docs/bank-contract.md): lower-case hex of HMAC-SHA256 over
/// <c>{timestamp}\n{nonce}\n{body}</c> with the shared secret.
/// </summary>
public static class BankSignature
{
    /// <summary>Header with the time of signing in Unix seconds.</summary>
    public const string TimestampHeader = "X-Daoban-Timestamp";

    /// <summary>Header with a value that is used once: 16 to 64 characters of <c>A–Z a–z 0–9 - _</c>.</summary>
    public const string NonceHeader = "X-Daoban-Nonce";

    /// <summary>Header with the signature, 64 lower-case hex digits.</summary>
    public const string SignatureHeader = "X-Daoban-Signature";

    /// <summary>Header with the merchant id.</summary>
    public const string MerchantHeader = "X-Daoban-Merchant";

    /// <summary>
    /// How far the timestamp may lie from the receiver's clock in either direction. A receiver remembers nonces for at
    /// least twice as long.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Signs one message.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, string timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        byte[] prefix = Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n");
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(prefix);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Compares in constant time. False for a signature of any other form.</summary>
    public static bool Verify(
        ReadOnlySpan<byte> secret, string timestamp, string nonce, ReadOnlySpan<byte> body, string signature) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret, timestamp, nonce, body)), Encoding.UTF8.GetBytes(signature));

    /// <summary>
    /// True when <paramref name="timestamp"/> is a number of Unix seconds at most <see cref="Tolerance"/> away from
    /// <paramref name="now"/>.
    /// </summary>
    public static bool IsFresh(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
        && seconds is > 0 and < 253_402_300_800
        && (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() <= Tolerance;

    /// <summary>True when <paramref name="nonce"/> has the form that <see cref="NonceHeader"/> asks for.</summary>
    public static bool IsNonce(string nonce) =>
        nonce.Length is >= 16 and <= 64 && nonce.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>A fresh nonce of 32 hex digits.</summary>
    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
