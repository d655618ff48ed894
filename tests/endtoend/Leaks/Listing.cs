using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>
/// Bytes and letters that are written one by one, as dumps, escapes and arrays do, and Base64 that was broken into
/// lines.
/// </summary>
internal static partial class Listing
{
    /// <summary>Every run of them in a text, with its name.</summary>
    public static IEnumerable<(string How, byte[] Content)> All(string text)
    {
        foreach (Match run in Separated().Matches(text))
        {
            yield return ("hex", Pairs(run.Value));
        }

        foreach (Match run in Escaped().Matches(text))
        {
            yield return ("escapes", Pairs(run.Value));
        }

        foreach (Match run in WideEscaped().Matches(text))
        {
            IEnumerable<char> letters =
                Digits().Matches(run.Value).Select(digits => (char)Hex(digits.ValueSpan));
            yield return ("wide escapes", Encoding.UTF8.GetBytes(string.Concat(letters)));
        }

        foreach (Match run in Numbers().Matches(text))
        {
            int[] values = [.. run.Value.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            yield return ("numbers", [.. values.Where(value => value <= byte.MaxValue).Select(value => (byte)value)]);
        }

        foreach (Match run in Wrapped().Matches(text))
        {
            yield return ("unwrapped", Encoding.Latin1.GetBytes(LineBreak().Replace(run.Value, "")));
        }
    }

    private static byte[] Pairs(string run) => [.. Pair().Matches(run).Select(pair => (byte)Hex(pair.ValueSpan))];

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // E6-B2-88, e6 b2 88, E6:B2:88
    [GeneratedRegex("(?:[0-9a-fA-F]{2}[-: ]){8,}[0-9a-fA-F]{2}")]
    private static partial Regex Separated();

    // \xE6\xB2, 0xE6, 0xB2, and =E6=B2 of quoted-printable
    [GeneratedRegex(@"(?:(?:\\x|0x|=)[0-9a-fA-F]{2},? ?){6,}")]
    private static partial Regex Escaped();

    // %u6C88 of JavaScript's escape, &#x6C88 is an entity and looked at elsewhere
    [GeneratedRegex("(?:%u[0-9a-fA-F]{4}){2,}")]
    private static partial Regex WideEscaped();

    [GeneratedRegex("[0-9a-fA-F]{4}")]
    private static partial Regex Digits();

    [GeneratedRegex("[0-9a-fA-F]{2}")]
    private static partial Regex Pair();

    // An array of bytes as JSON without Base64 writes it.
    [GeneratedRegex(@"(?:[0-9]{1,3},\s{0,4}){8,}[0-9]{1,3}")]
    private static partial Regex Numbers();

    // MIME breaks after 76 letters, PEM after 64.
    [GeneratedRegex(@"(?:[A-Za-z0-9+/_-]{40,}\r?\n){1,}[A-Za-z0-9+/_-]+")]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"\r?\n")]
    private static partial Regex LineBreak();
}
