using System.Diagnostics.CodeAnalysis;
using Daoban.Verify.Findings;

namespace Daoban.Verify.Packages;

/// <summary>The files of an archive.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, PackageFile> byPath;

    private Package(IReadOnlyList<PackageFile> files, Broken? archive)
    {
        Files = files;
        ArchiveFault = archive;
        byPath = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>In the archive's order.</summary>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <summary>Why the archive is not the canonical one, although its files can be read.</summary>
    public Broken? ArchiveFault { get; }

    /// <param name="archive">The whole archive.</param>
    /// <param name="package">Its files; null when something is returned.</param>
    /// <returns>Why its files cannot be read.</returns>
    public static Broken? Open(ReadOnlyMemory<byte> archive, out Package? package)
    {
        package = null;
        Broken? fault = CanonicalZip.Read(archive, out IReadOnlyList<PackageFile>? files);
        if (files is null && RepackedZip.Read(archive, out files) is { } unreadable)
        {
            return unreadable;
        }

        if (files.CountBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault(path => path.Value > 1) is
            { Key: { } twice })
        {
            return new Broken(twice, null, "压缩包内有两个同名文件。", "The archive holds two files of this name.");
        }

        package = new Package(files, fault);
        return null;
    }

    public bool TryFind(string path, [NotNullWhen(true)] out PackageFile? file) => byPath.TryGetValue(path, out file);
}
