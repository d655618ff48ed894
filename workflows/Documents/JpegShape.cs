using System.Buffers.Binary;

namespace Daoban.Workflows.Documents;

/// <summary>
/// ISO 10918-1, annex B: SOI, segments with lengths, a frame with a size, a scan, and EOI as the last two bytes.
/// A second picture behind EOI, as some telephones append, is refused: nobody would review it.
/// </summary>
internal static class JpegShape
{
    private const byte Prefix = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    internal static bool IsWhole(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 || content[0] != Prefix || content[1] != StartOfImage)
        {
            return false;
        }

        int at = 2;
        bool hasFrame = false;
        bool hasScan = false;
        while (TryReadMarker(content, ref at, out byte marker))
        {
            if (marker == EndOfImage)
            {
                return hasScan && at == content.Length;
            }

            if (!TryReadSegment(content, ref at, out ReadOnlySpan<byte> segment))
            {
                return false;
            }

            if (IsStartOfFrame(marker))
            {
                hasFrame = HasSize(segment);
            }
            else if (marker == StartOfScan)
            {
                if (!hasFrame)
                {
                    return false;
                }

                hasScan = true;
                at = EndOfScan(content, at);
            }
        }

        return false;
    }

    private static bool TryReadMarker(ReadOnlySpan<byte> content, ref int at, out byte marker)
    {
        marker = 0;
        if (at >= content.Length || content[at] != Prefix)
        {
            return false;
        }

        // Any number of fill bytes may stand before the marker's code.
        while (at < content.Length && content[at] == Prefix)
        {
            at++;
        }

        if (at >= content.Length)
        {
            return false;
        }

        marker = content[at++];
        return marker is not 0 and not StartOfImage && !IsRestart(marker);
    }

    private static bool TryReadSegment(ReadOnlySpan<byte> content, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (content.Length - at < 2)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(content[at..]);
        if (length < 2 || length > content.Length - at)
        {
            return false;
        }

        segment = content.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    private static int EndOfScan(ReadOnlySpan<byte> content, int at)
    {
        while (at < content.Length)
        {
            int next = content[at..].IndexOf(Prefix);
            if (next < 0 || at + next + 1 >= content.Length)
            {
                return content.Length;
            }

            at += next;
            byte code = content[at + 1];
            if (code == 0 || IsRestart(code))
            {
                at += 2;
            }
            else if (code == Prefix)
            {
                at++;
            }
            else
            {
                return at;
            }
        }

        return at;
    }

    private static bool IsRestart(byte marker) => marker is >= 0xD0 and <= 0xD7;

    // C4, C8 and CC share the range and are tables or reserved.
    private static bool IsStartOfFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static bool HasSize(ReadOnlySpan<byte> frame) =>
        frame.Length >= 6
        && BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) > 0
        && BinaryPrimitives.ReadUInt16BigEndian(frame[3..]) > 0;
}
