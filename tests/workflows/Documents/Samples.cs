using System.Buffers.Binary;
using System.Text;

namespace Daoban.Workflows.Tests.Documents;

/// <summary>Small whole files of each type, built by hand from their standards.</summary>
internal static class Samples
{
    internal static byte[] Pdf { get; } = Encoding.ASCII.GetBytes(
        """
        %PDF-1.4
        1 0 obj
        << /Type /Catalog >>
        endobj
        trailer
        << /Root 1 0 R >>
        startxref
        9
        %%EOF

        """);

    internal static byte[] Jpeg { get; } =
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0x00, 0x04, 0x4A, 0x46,
        0xFF, 0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00,
        0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00,
        0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
        0xFF, 0xC4, 0x00, 0x03, 0x00,
        0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00,
        0x78,
        0xFF, 0xD9,
    ];

    internal static byte[] Png { get; } =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01]),
        .. Chunk("IEND", []),
    ];

    internal static byte[] Chunk(string name, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
    }

    /// <summary>A PDF of its own for each text, so that contents differ.</summary>
    internal static byte[] PdfSaying(string text) =>
        [.. "%PDF-1.4\n"u8, .. Encoding.UTF8.GetBytes($"% {text}\n"), .. "startxref\n9\n%%EOF\n"u8];
}
