using System.Security.Cryptography;

namespace Daoban.Verify.Formats;

/// <summary>Hashes as lower-case hexadecimal text.</summary>
internal static class Hex
{
    /// <summary>Previous hash of what is the first.</summary>
    public static string Zeros { get; } = new('0', 64);

    /// <summary>Whether the text has the form of 32 bytes.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
