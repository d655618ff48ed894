using System.IO.Compression;

namespace Daoban.EndToEnd.Tests.Leaks;

/// <summary>Compressed segments inside of bytes.</summary>
internal static class Inflating
{
    private const int MostOutput = 4 * 1024 * 1024;

    // APPNOTE 4.3.7: the lengths of name and extra field stand at 26 and 28, the content behind both.
    private const int ZipHeader = 30;

    /// <summary>
    /// Gzip, zlib and the entries of zip archives wherever they begin, by their first bytes; raw deflate and Brotli,
    /// which have none, from the very start. A damaged segment yields what came out before the damage.
    /// </summary>
    public static IEnumerable<(string How, byte[] Content)> All(byte[] content)
    {
        yield return ("brotli", Read(content, 0, inner => new BrotliStream(inner, CompressionMode.Decompress)));
        yield return ("deflate", Read(content, 0, Deflate));
        for (int i = 0; i + 2 < content.Length; i++)
        {
            if (content[i] == 0x1F && content[i + 1] == 0x8B && content[i + 2] == 8)
            {
                yield return ("gzip", Read(content, i, inner => new GZipStream(inner, CompressionMode.Decompress)));
            }

            if (content.AsSpan(i).StartsWith("PK\u0003\u0004"u8) && i + ZipHeader < content.Length)
            {
                int behind = BitConverter.ToUInt16(content, i + 26) + BitConverter.ToUInt16(content, i + 28);
                yield return ("zip", Read(content, i + ZipHeader + behind, Deflate));
            }

            // RFC 1950: method 8, window at most 32 KiB, header divisible by 31.
            if ((content[i] & 0x8F) == 8 && ((content[i] << 8) | content[i + 1]) % 31 == 0)
            {
                yield return ("zlib", Read(content, i, inner => new ZLibStream(inner, CompressionMode.Decompress)));
            }
        }
    }

    private static DeflateStream Deflate(Stream inner) => new(inner, CompressionMode.Decompress);

    private static byte[] Read(byte[] content, int start, Func<Stream, Stream> open)
    {
        if (start >= content.Length)
        {
            return [];
        }

        using var output = new MemoryStream();
        try
        {
            using Stream inflating = open(new MemoryStream(content, start, content.Length - start));
            byte[] buffer = new byte[8192];
            int read;
            while (output.Length < MostOutput && (read = inflating.Read(buffer)) > 0)
            {
                output.Write(buffer, 0, read);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException or IOException)
        {
            // Noise, or a segment that was cut.
        }

        return output.ToArray();
    }
}
