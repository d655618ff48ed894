using System.IO.Compression;
using Daoban.Verify.Findings;

namespace Daoban.Verify.Packages;

/// <summary>
/// Reads the files of an archive that is not canonical, to be able to say what is wrong inside. Such an archive is
/// refused in any case.
/// </summary>
internal static class RepackedZip
{
    private static readonly Broken NoArchive = new(
        null, null, "不是完整的 zip 压缩包（文件被截断或损坏）。", "This is no whole zip archive (cut off or damaged).");

    /// <param name="archive">The whole archive.</param>
    /// <param name="files">Its files; meaningless when something is returned.</param>
    /// <returns>Why its files cannot be read.</returns>
    public static Broken? Read(ReadOnlyMemory<byte> archive, out IReadOnlyList<PackageFile> files)
    {
        try
        {
            return ReadFiles(archive, out files);
        }
        catch (Exception failure) when (failure
            is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            files = [];
            return NoArchive;
        }
    }

    private static Broken? ReadFiles(ReadOnlyMemory<byte> archive, out IReadOnlyList<PackageFile> files)
    {
        Dictionary<string, PackageFile> found = new(StringComparer.Ordinal);
        files = [];
        long left = Math.Min(PackageLimits.TotalBytes, archive.Length * PackageLimits.Ratio);
        using ZipArchive zip = new(new MemoryStream(archive.ToArray(), writable: false), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (found.Count == PackageLimits.Files)
            {
                return new Broken(null, null, "包内文件过多。", "It holds too many files.");
            }

            if (ReadWithin(entry, left) is not { } content)
            {
                return new Broken(
                    entry.FullName,
                    null,
                    "解压后的大小超过限制，可能是压缩炸弹。",
                    "It grows beyond the limits when unpacked: possibly a zip bomb.");
            }

            left -= content.Length;
            if (!found.TryAdd(entry.FullName, new PackageFile(entry.FullName, content)))
            {
                return new Broken(
                    entry.FullName, null, "压缩包内有两个同名文件。", "The archive holds two files of this name.");
            }
        }

        files = [.. found.Values];
        return null;
    }

    // What the archive says of a size is not believed.
    private static byte[]? ReadWithin(ZipArchiveEntry entry, long limit)
    {
        using Stream packed = entry.Open();
        using MemoryStream plain = new();
        byte[] buffer = new byte[81920];
        int read;
        while ((read = packed.Read(buffer)) > 0)
        {
            if (plain.Length + read > limit)
            {
                return null;
            }

            plain.Write(buffer, 0, read);
        }

        return plain.ToArray();
    }
}
