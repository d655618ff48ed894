using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.BankSimulator.Contract;

/// <summary>
/// The bank's own implementation of the contract's signature: it shares no code with the application, so that a mistake
/// on one side shows.
/// </summary>
internal static class MessageSignature
{
    public const string TimestampHeader = "X-Daoban-Timestamp";
    public const string NonceHeader = "X-Daoban-Nonce";
    public const string SignatureHeader = "X-Daoban-Signature";
    public const string MerchantHeader = "X-Daoban-Merchant";

    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Sign(byte[] secret, string timestamp, string nonce, byte[] body)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes(timestamp + "\n" + nonce + "\n"), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, message));
    }

    public static bool IsNonce(string nonce) =>
        nonce.Length is >= 16 and <= 64 && nonce.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static DateTimeOffset? TimeOf(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
