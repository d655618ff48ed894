using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>What may be inside of bytes, one layer down: escapes, encodings, compressed segments.</summary>
internal static partial class Unpacking
{
    private const string Base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private const int ShortestWide = 16;

    /// <summary>Every layer that can be taken off, with its name. What makes no sense yields noise.</summary>
    public static IEnumerable<(string How, byte[] Content)> All(byte[] content)
    {
        // Latin-1 maps every byte to one character and back.
        string text = Encoding.Latin1.GetString(content);
        return Unescaped(text)
            .Concat(Base64Segments(text))
            .Concat(HexSegments(text))
            .Concat(Listing.All(text))
            .Concat(Wide(content))
            .Concat(Inflating.All(content));
    }

    private static IEnumerable<(string How, byte[] Content)> Unescaped(string text)
    {
        (string How, string Text)[] layers =
        [
            ("json", JsonEscape().Replace(text, match => FromJson(match.Value))),
            ("url", UrlEscape().Replace(text, match => ((char)Hex(match.ValueSpan[1..])).ToString())),
            ("form", text.Replace('+', ' ')),
            ("entity", Entity().Replace(text, match => Utf8AsLatin1(FromEntity(match)))),
        ];
        return layers
            .Where(layer => layer.Text != text)
            .Select(layer => (layer.How, Encoding.Latin1.GetBytes(layer.Text)));
    }

    private static string FromJson(string escape) => escape[1] switch
    {
        'u' => Utf8AsLatin1(string.Concat(escape.Split("\\u").Skip(1).Select(code => (char)Hex(code)))),
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        char other => other.ToString(),
    };

    private static string FromEntity(Match entity)
    {
        NumberStyles style = entity.Groups["hex"].Success ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(entity.Groups["digits"].ValueSpan, style, CultureInfo.InvariantCulture, out int code)
            && Rune.IsValid(code)
                ? new Rune(code).ToString()
                : entity.Value;
    }

    // Text may touch what is not Base64 of it, so that its first letter may be any of four.
    private static IEnumerable<(string How, byte[] Content)> Base64Segments(string text)
    {
        foreach (Match match in Base64Run().Matches(text))
        {
            string letters = match.Value.Replace('-', '+').Replace('_', '/');
            for (int start = 0; start < 4 && letters.Length - start >= 4; start++)
            {
                yield return ("base64", FromBase64(letters.AsSpan(start)));
            }
        }
    }

    private static byte[] FromBase64(ReadOnlySpan<char> letters)
    {
        byte[] bytes = new byte[letters.Length * 6 / 8];
        int written = 0;
        int bits = 0;
        int held = 0;
        foreach (char letter in letters)
        {
            held = (held << 6) | Base64Letters.IndexOf(letter, StringComparison.Ordinal);
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[written++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        return bytes;
    }

    private static IEnumerable<(string How, byte[] Content)> HexSegments(string text) =>
        from Match match in HexRun().Matches(text)
        select ("hex", Convert.FromHexString(match.ValueSpan[..(match.Length & ~1)]));

    // Whatever was written in another form and then as UTF-16, in either byte order.
    private static IEnumerable<(string How, byte[] Content)> Wide(byte[] content) =>
        content.Length >= ShortestWide && content.Count(letter => letter == 0) * 3 >= content.Length
            ?
            [
                ("utf-16", FromWide(content, Encoding.Unicode)),
                ("utf-16", FromWide(content, Encoding.BigEndianUnicode)),
            ]
            : [];

    private static byte[] FromWide(byte[] content, Encoding encoding) =>
        Encoding.UTF8.GetBytes(encoding.GetString(content));

    private static string Utf8AsLatin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:\\u[0-9a-fA-F]{4})+|\\[""\\/bfnrt]")]
    private static partial Regex JsonEscape();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex UrlEscape();

    [GeneratedRegex("&#(?<hex>[xX])?(?<digits>[0-9a-fA-F]{1,6});")]
    private static partial Regex Entity();

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}")]
    private static partial Regex Base64Run();

    [GeneratedRegex("[0-9a-fA-F]{18,}")]
    private static partial Regex HexRun();
}
