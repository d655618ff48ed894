using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Daoban.Verify.Findings;

namespace Daoban.Verify.Packages;

/// <summary>
/// Reads an archive that is, byte for byte, the one that its files must have: nothing can be hidden between, before or
/// behind them.
/// </summary>
internal static class CanonicalZip
{
    private const int LongestName = 255;

    /// <summary>Reads every file.</summary>
    /// <param name="archive">The whole archive.</param>
    /// <param name="files">In the archive's order; null when its structure is another.</param>
    /// <returns>Where the archive is not the canonical one, also if its files can be read.</returns>
    public static Broken? Read(ReadOnlyMemory<byte> archive, out IReadOnlyList<PackageFile>? files)
    {
        List<PackageFile> found = [];
        using MemoryStream central = new();
        Broken? damaged = null;
        files = null;
        int offset = 0;
        while (Has(archive, offset, 4)
            && BinaryPrimitives.ReadUInt32LittleEndian(archive.Span[offset..]) == ZipLayout.LocalSignature)
        {
            if (found.Count == PackageLimits.Files)
            {
                return new Broken(null, null, "包内文件过多。", "It holds too many files.");
            }

            if (!TryReadName(archive, offset, out string name, out uint size))
            {
                return At(offset);
            }

            uint crc = BinaryPrimitives.ReadUInt32LittleEndian(archive.Span[(offset + ZipLayout.CrcOffset)..]);
            byte[] header = ZipLayout.Local(name, size, crc);
            if (FirstDifference(archive.Span[offset..], header) is { } difference)
            {
                return At(offset + difference);
            }

            ReadOnlyMemory<byte> content = archive.Slice(offset + header.Length, (int)size);
            if (Crc32.HashToUInt32(content.Span) != crc)
            {
                damaged ??= new Broken(
                    name,
                    null,
                    "内容与压缩包内的 CRC-32 校验值不符。",
                    "Its content does not have the CRC-32 that the archive gives.");
            }

            found.Add(new PackageFile(name, content));
            central.Write(ZipLayout.Central(name, size, crc, (uint)offset));
            offset += header.Length + content.Length;
        }

        byte[] tail = [.. central.ToArray(), .. ZipLayout.End(found.Count, (uint)central.Length, (uint)offset)];
        if (found.Count == 0 || FirstDifference(archive.Span[offset..], tail) is not null)
        {
            return At(offset + (found.Count == 0 ? 0 : FirstDifference(archive.Span[offset..], tail) ?? 0));
        }

        if (offset + tail.Length != archive.Length)
        {
            return At(offset + tail.Length);
        }

        files = found;
        return damaged;
    }

    private static bool TryReadName(ReadOnlyMemory<byte> archive, int offset, out string name, out uint size)
    {
        name = "";
        size = 0;
        if (!Has(archive, offset, ZipLayout.LocalLength))
        {
            return false;
        }

        ReadOnlySpan<byte> header = archive.Span[offset..];
        size = BinaryPrimitives.ReadUInt32LittleEndian(header[ZipLayout.SizeOffset..]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header[ZipLayout.NameLengthOffset..]);
        if (length is 0 or > LongestName || !Has(archive, offset, ZipLayout.LocalLength + length + (long)size))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = header.Slice(ZipLayout.LocalLength, length);
        name = Encoding.ASCII.GetString(bytes);
        return Ascii.IsValid(bytes);
    }

    private static bool Has(ReadOnlyMemory<byte> archive, int offset, long length) => archive.Length - offset >= length;

    private static int? FirstDifference(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        int same = actual.CommonPrefixLength(expected);
        return same == expected.Length ? null : same;
    }

    private static Broken At(int offset) => new(
        null,
        null,
        $"压缩包不是导出时的原样：从第 {offset} 字节起与规定的格式不同（被截断、重新打包、或夹带了其他内容）。",
        $"The archive is not as it was exported: from byte {offset} on it has another form than the format's "
        + "(cut off, packed anew, or with something added).");
}
