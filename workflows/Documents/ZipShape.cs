using System.Buffers.Binary;

namespace Daoban.Workflows.Documents;

/// <summary>
/// Whether a file would also open as a ZIP (and so as an Office file or a Java archive). A ZIP is read from its end and
/// may end in a comment of 64 KiB, in which the trailer of a picture or a PDF fits.
/// </summary>
internal static class ZipShape
{
    private const int RecordLength = 22;
    private const int CommentLengthAt = 20;

    internal static bool EndsAsArchive(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> tail = content[^Math.Min(content.Length, RecordLength + ushort.MaxValue)..];
        for (int at = tail.IndexOf("PK\u0005\u0006"u8); at >= 0;)
        {
            tail = tail[at..];
            if (tail.Length >= RecordLength
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[CommentLengthAt..]) == tail.Length - RecordLength)
            {
                return true;
            }

            tail = tail[1..];
            at = tail.IndexOf("PK\u0005\u0006"u8);
        }

        return false;
    }
}
