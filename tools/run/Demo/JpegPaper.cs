using System.Buffers.Binary;
using System.Text;

namespace Daoban.Run.Demo;

/// <summary>A JPEG (ISO 10918-1) of one grey 8 × 8 block with a text as its comment.</summary>
internal static class JpegPaper
{
    public static byte[] Write(string text)
    {
        using MemoryStream jpeg = new();
        jpeg.Write([0xFF, 0xD8]);
        WriteSegment(jpeg, 0xFE, Encoding.UTF8.GetBytes(text));
        WriteSegment(jpeg, 0xDB, [0x00, .. Enumerable.Repeat((byte)1, 64)]);
        WriteSegment(jpeg, 0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        WriteSegment(jpeg, 0xC4, OneCodeTable(0x00));
        WriteSegment(jpeg, 0xC4, OneCodeTable(0x10));
        WriteSegment(jpeg, 0xDA, [1, 1, 0x00, 0, 63, 0]);
        // DC difference of category 0, end of block, then ones to fill the byte.
        jpeg.Write([0x3F, 0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    /// <summary>A Huffman table with a single code of one bit for symbol 0 (annex B.2.4.2).</summary>
    private static byte[] OneCodeTable(byte classAndId) => [classAndId, 1, .. new byte[15], 0];

    private static void WriteSegment(MemoryStream jpeg, byte marker, byte[] data)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)(data.Length + 2)));
        jpeg.Write([0xFF, marker]);
        jpeg.Write(length);
        jpeg.Write(data);
    }
}
