using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>The scan finds a planted text in every disguise: otherwise its silence would mean nothing.</summary>
public sealed class LeakScanSelfTests
{
    private const string Canary = "沈听潮";
    private const string Number = "33090219620715998X";

    public static TheoryData<string> Disguises => [.. Disguise.Keys];

    private static readonly Dictionary<string, Func<byte[], byte[]>> Disguise = new()
    {
        ["plain"] = text => text,
        ["inside"] = text => [.. "{\"a\":\""u8, .. text, .. "\"}"u8],
        ["json escapes"] = text => JsonSerializer.SerializeToUtf8Bytes(new { name = Text(text) }),
        ["json in json"] = text =>
            JsonSerializer.SerializeToUtf8Bytes(new { Json = JsonSerializer.Serialize(new { name = Text(text) }) }),
        ["url"] = text => Bytes($"/devstoreaccount1/t()?$filter=A%20eq%20'{Uri.EscapeDataString(Text(text))}'"),
        ["form"] = text => Bytes("a=b&name=" + System.Net.WebUtility.UrlEncode($"a b {Text(text)}")),
        ["entities"] = text => Bytes(string.Concat(Text(text).Select(letter => $"&#x{(int)letter:X};"))),
        ["utf-16 little endian"] = text => Encoding.Unicode.GetBytes(Text(text)),
        ["utf-16 big endian"] = text => Encoding.BigEndianUnicode.GetBytes(Text(text)),
        ["gb18030"] = text => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text(text)),
        ["base64"] = text => Bytes($"<MessageText>{Convert.ToBase64String(text)}</MessageText>"),
        ["base64 url"] = text => Bytes("token." + System.Buffers.Text.Base64Url.EncodeToString([0xFF, 0xFE, .. text])),
        ["base64 behind letters"] = text => Bytes("k1" + Convert.ToBase64String([0, .. text])),
        ["base64 of utf-16"] = text => Bytes(Convert.ToBase64String(Encoding.Unicode.GetBytes(Text(text)))),
        ["base64 with escapes"] = text => Bytes(
            Convert.ToBase64String([0xFB, 0xEF, 0xBE, .. text]).Replace("+", "\\u002B", StringComparison.Ordinal)),
        ["hex"] = text => Bytes(Convert.ToHexString(text)),
        ["hex of utf-16"] = text => Bytes(Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Text(text)))),
        ["hex with hyphens"] = text => Bytes($"<{BitConverter.ToString(text)}>"),
        ["hex with spaces"] = text => Bytes(string.Join(' ', text.Select(letter => $"{letter:x2}"))),
        ["hex in base64"] = text => Bytes(Convert.ToBase64String(Bytes(Convert.ToHexString(text)))),
        ["escapes of c"] = text => Bytes(string.Concat(text.Select(letter => $"\\x{letter:x2}"))),
        ["escapes of javascript"] = text => Bytes(string.Concat(Text(text).Select(letter => $"%u{(int)letter:X4}"))),
        ["quoted-printable"] = text => Bytes(string.Concat(text.Select(letter => $"={letter:X2}"))),
        ["array of bytes"] = text => Bytes($"{{\"data\":[{string.Join(',', text)}]}}"),
        ["array of bytes, indented"] = text => Bytes($"[\n  {string.Join(",\n  ", text)}\n]"),
        ["url twice"] = text => Bytes("?a=" + Uri.EscapeDataString(Uri.EscapeDataString(Text(text)))),
        ["url in json"] = text =>
            JsonSerializer.SerializeToUtf8Bytes(new { Url = "/a?b=" + Uri.EscapeDataString(Text(text)) }),
        ["base64 in lines"] = text => Bytes(Convert.ToBase64String(
            [.. Bytes(new string('x', 50)), .. text, .. text], Base64FormattingOptions.InsertLineBreaks)),
        ["base64 in lines in json"] = text => JsonSerializer.SerializeToUtf8Bytes(new
        {
            Pem = Convert.ToBase64String(
                [.. Bytes(new string('x', 50)), .. text, .. text], Base64FormattingOptions.InsertLineBreaks),
        }),
        ["base64 twice"] = text => Bytes(Convert.ToBase64String(Bytes(Convert.ToBase64String(text)))),
        ["base64 in utf-16"] = text => Encoding.Unicode.GetBytes(Convert.ToBase64String(text)),
        ["json escapes in utf-16"] = text =>
            Encoding.BigEndianUnicode.GetBytes(JsonSerializer.Serialize(new { name = Text(text) })),
        ["zip entry"] = Zip,
        ["zip entry in base64 in json"] = text => JsonSerializer.SerializeToUtf8Bytes(new { Package = Zip(text) }),
        ["zip in zip"] = text => Zip(Zip(text)),
        ["gzip"] = text => Pack(text, stream => new GZipStream(stream, CompressionLevel.Optimal)),
        ["gzip inside"] = text => [1, 2, .. Pack(text, stream => new GZipStream(stream, CompressionLevel.Fastest)), 3],
        ["zlib inside"] = text => [9, 9, .. Pack(text, stream => new ZLibStream(stream, CompressionLevel.Optimal))],
        ["deflate"] = text => Pack(text, stream => new DeflateStream(stream, CompressionLevel.Optimal)),
        ["brotli"] = text => Pack(text, stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        ["brotli in base64 in json"] = text => JsonSerializer.SerializeToUtf8Bytes(
            new { History = Pack(text, stream => new BrotliStream(stream, CompressionLevel.Fastest)) }),
        ["gzip in base64 in json in json"] = text => JsonSerializer.SerializeToUtf8Bytes(new
        {
            Json = JsonSerializer.Serialize(
                new { a = Pack(text, stream => new GZipStream(stream, CompressionLevel.Optimal)) }),
        }),
    };

    [Theory]
    [MemberData(nameof(Disguises))]
    public void Find_PlantedText_IsFound(string disguise)
    {
        byte[] content = Disguise[disguise](Bytes($"意见: {Canary}, {Number} (1)"));

        IReadOnlyList<string> found = new LeakScan([Canary, Number, "别的"]).Find(content);

        Assert.Contains(found, way => way.EndsWith(Canary, StringComparison.Ordinal));
        Assert.Contains(found, way => way.EndsWith(Number, StringComparison.Ordinal));
        Assert.DoesNotContain(found, way => way.EndsWith("别的", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Disguises))]
    public void Find_OtherText_IsNotFound(string disguise) =>
        Assert.Empty(new LeakScan([Canary, Number]).Find(Disguise[disguise](Bytes("沈**, 330902********998X"))));

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA512")]
    public void Find_HashWithoutKey_IsFound(string algorithm)
    {
        byte[] hash = CryptographicOperations.HashData(new HashAlgorithmName(algorithm), Bytes(Number));
        string[] written = [Convert.ToHexString(hash), Convert.ToHexStringLower(hash), Convert.ToBase64String(hash)];

        Assert.All(written, text => Assert.Contains(
            new LeakScan([Number]).Find($"{{\"h\":\"{text}\"}}"),
            way => way.EndsWith($"{algorithm} of {Number}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Find_HashWithKey_IsNotFound() => Assert.Empty(
        new LeakScan([Number]).Find(Convert.ToHexString(HMACSHA256.HashData("a key"u8, Bytes(Number)))));

    private static byte[] Zip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in (string[])["manifest.json", "case.jsonl"])
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Pack(byte[] content, Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (Stream packing = open(packed))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
