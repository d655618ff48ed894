using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Daoban.Run.Demo;

/// <summary>A small grey PNG (ISO 15948) with a text in an iTXt chunk.</summary>
internal static class PngPaper
{
    private const int Width = 86;
    private const int Height = 54;

    public static byte[] Write(string text)
    {
        using MemoryStream png = new();
        png.Write([0x89, .. "PNG\r\n\x1a\n"u8]);
        WriteChunk(png, "IHDR"u8, [0, 0, 0, Width, 0, 0, 0, Height, 8, 0, 0, 0, 0]);
        WriteChunk(png, "iTXt"u8, [.. "Comment"u8, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
        WriteChunk(png, "IDAT"u8, Pixels());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Pixels()
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[Width + 1];
            Array.Fill(row, (byte)0xC8, 1, Width);
            for (int y = 0; y < Height; y++)
            {
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> name, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] checkedPart = [.. name, .. data];
        png.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(checkedPart));
        png.Write(number);
    }

    /// <summary>ISO 15948, annex D.</summary>
    private static uint Crc32(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }

        return ~crc;
    }
}
