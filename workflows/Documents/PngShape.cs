using System.Buffers.Binary;

namespace Daoban.Workflows.Documents;

/// <summary>ISO 15948, 5: signature, IHDR first, at least one IDAT, IEND last with nothing behind.</summary>
internal static class PngShape
{
    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;

    internal static bool IsWhole(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (!content.StartsWith(signature))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = content[signature.Length..];
        bool isFirst = true;
        bool hasData = false;
        while (rest.Length >= ChunkOverhead)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkOverhead)
            {
                return false;
            }

            ReadOnlySpan<byte> name = rest[4..8];
            ReadOnlySpan<byte> data = rest.Slice(8, (int)length);
            if (isFirst && !(name.SequenceEqual("IHDR"u8) && HasSize(data)))
            {
                return false;
            }

            rest = rest[(ChunkOverhead + (int)length)..];
            if (name.SequenceEqual("IEND"u8))
            {
                return hasData && length == 0 && rest.IsEmpty;
            }

            hasData |= name.SequenceEqual("IDAT"u8) && length > 0;
            isFirst = false;
        }

        return false;
    }

    private static bool HasSize(ReadOnlySpan<byte> header) =>
        header.Length == HeaderLength
        && BinaryPrimitives.ReadUInt32BigEndian(header) > 0
        && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) > 0;
}
