using System.Globalization;
using System.Numerics;

namespace Daoban.Workflows.Keys;

/// <summary>
/// Of the two signatures (r, s) and (r, n − s) that are valid for one text, the one with the lower s: otherwise anybody
/// could change the bytes of a signed file without changing what it says (docs/evidence-format.md).
/// </summary>
internal static class LowS
{
    private const int Half = PublicSigningKey.SignatureBytes / 2;

    // n of P-256 (SEC 2, section 2.4.2).
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    /// <param name="signature">64 bytes, r and s (IEEE P1363).</param>
    public static byte[] Of(byte[] signature)
    {
        BigInteger s = new(signature.AsSpan(Half), isUnsigned: true, isBigEndian: true);
        if (s <= Order / 2)
        {
            return signature;
        }

        byte[] lower = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] result = [.. signature.AsSpan(0, Half), .. new byte[Half]];
        lower.CopyTo(result.AsSpan(result.Length - lower.Length));
        return result;
    }
}
