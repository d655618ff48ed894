using System.Text;

namespace Daoban.Fuzz;

/// <summary>Values that programs stumble over.</summary>
internal static class Nasty
{
    /// <summary>Texts for anywhere.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "null", "undefined", "NaN", "0", "-1", "true", "[]", "{}", "\0", "a\0b", "\u0001\u001b[31m",
        "\r\n\r\n",
        "a\r\nX-Injected: yes", "' or '1'='1", "'; DROP TABLE casefiles; --", "\" or \"\"=\"", "1' or RowKey gt '",
        "') or (PartitionKey ne '", "%27%20or%201%20eq%201", "../../etc/passwd", "..\\..\\windows",
        "%2e%2e%2f", "/", "\\",
        "//evil.example", "file:///etc/passwd", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}",
        "%s%n%x", "%00",
        "a|b", "|", "#", "?", "*", "岛办", "\u202eabc", "\u200b", "\ufeff", "e\u0301", "ﷺ",
        "\U0001F3DD\U0001F468\u200D\U0001F469",
        "\uffff", "İ", "ß", "ﬀ", "00000000-0000-0000-0000-000000000000", "9999-12-31T23:59:59Z", "0001-01-01",
        "2026-02-30", "2026-11-25T22:11:13+14:00", "1e400", "0x10", "١٢٣", "33090219620715998X",
        "330902196207159981",
        "13800000000", "+8613800000000", "SS-02", "damao", "330902", "approved", "Rejected", "sentBack",
        "CARD", "FACE",
        new string('a', 300), new string('岛', 5_000), new string('9', 1_000), new string('\u0300', 200),
    ];

    /// <summary>Pieces of JSON, right and wrong.</summary>
    public static IReadOnlyList<string> Tokens { get; } =
    [
        "null", "true", "false", "0", "-0", "-0.0", "1", "-1", "0.1", "1.0", "1e2", "1e400", "-1e400", "1e-400",
        "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "99999999999999999999999999999999999999", new string('9', 400), "01", "+1", ".5", "5.", "NaN",
        "Infinity", "-", "'a'",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"a\":{}}", "[1,]", "{\"a\":1,}", "{\"\":1}", "{\"a\":1,\"a\":2}",
        "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u00\"", "\"\\x\"", "\"\t\"", "\"a\nb\"",
        "\"\\uFFFE\"", "/*x*/1", "//x", "undefined", "\"unterminated", "{\"$ref\":\"#\"}", "{\"__proto__\":{}}",
        Nested('[', ']', 15), Nested('[', ']', 17), Nested('[', ']', 500), new string('[', 20_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 300),
    ];

    /// <summary>Bytes that are no UTF-8, among them overlong forms and surrogates.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0xFF], [0xFE, 0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE5, 0xB2],
        [0xEF, 0xBB, 0xBF], [0], [0x1B], [0x7F],
    ];

    /// <summary>What may stand behind <c>Authorization:</c>, none of it right.</summary>
    public static IReadOnlyList<string> Authorizations { get; } =
    [
        "", "Bearer", "Bearer ", "bearer x", "Bearer a.b.c", "Bearer ..", "Bearer null", "Basic YTpi",
        "Bearer " + new string('a', 20_000),
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGVzIjpbImFkbWluIl19.",
        "Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2Rldi9udWxsIn0.e30.AAAA",
        "Bearer eyJ\u00e9.\u00e9.\u00e9", "Bearer a b c",
        "Bearer eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiZXhwIl19.e30.AAAA", "Digest username=\"a\"", "Negotiate AAAA",
    ];

    /// <summary>Media types of bodies.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } =
    [
        "application/json", "application/json; charset=utf-8", "application/json;charset=utf-16",
        "application/json; charset=\"",
        "application/json; boundary=x", "APPLICATION/JSON", "text/plain", "text/json", "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/octet-stream", "",
        ";", "a", "a/b/c",
        "application/json, text/plain", "application/problem+json", "application/json; charset=nonsense",
        "*/*", "image/png",
    ];

    /// <summary>Header lines that are allowed, and that some programs do not expect.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "Accept: application/xml", "Accept: */*;q=nonsense", "Accept-Language: \u00e9\u00e9",
        "Accept-Encoding: br;q=9, gzip;q=-1",
        "If-Match: *", "If-None-Match: \"a\", W/\"b\"", "If-Modified-Since: yesterday", "Range: bytes=5-2",
        "Range: bytes=0-0,1-1,2-2",
        "Content-Encoding: gzip", "Content-Encoding: br", "Expect: 100-continue",
        "X-Forwarded-For: 1.2.3.4, ::1, nonsense",
        "X-Forwarded-Proto: gopher", "X-Forwarded-Host: evil.example", "Forwarded: for=\"[::1\"",
        "X-HTTP-Method-Override: DELETE",
        "X-Original-URL: /api/cases", "Cookie: a=b; c=\u00e9", "traceparent: 00-0-0-00",
        "tracestate: " + new string('a', 600),
        "x-functions-key: nonsense", "Authorization: Bearer second", "Content-Language: zh",
        "Prefer: return=minimal",
        "X-Long: " + new string('x', 8_000), "Connection: upgrade", "Upgrade: h2c", "Origin: null",
        "TE: trailers", "Date: x",
        "X-Daoban-Timestamp: 1", "X-Daoban-Merchant: other", "Sec-Fetch-Site: cross-site", "Content-MD5: x",
        "Via: 1.1 x",
    ];

    /// <summary>One of them.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>True in so many of a hundred cases.</summary>
    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;

    /// <summary>A text as it stands in an address: escaped, or as it is where that is still an address.</summary>
    public static string Escape(string text, Random random)
    {
        string escaped = string.Concat(Encoding.UTF8.GetBytes(text).Select(letter =>
            letter is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.'
                ? ((char)letter).ToString()
                : $"%{letter:X2}"));
        bool mayStand = text.All(letter => letter is > ' ' and < '\x7f' and not ('#' or '?'));
        return mayStand && random.Chance(15) ? text : escaped;
    }

    private static string Nested(char open, char close, int depth) =>
        new string(open, depth) + new string(close, depth);
}
