using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Packages;

namespace Daoban.Verify.Manifests;

/// <summary>Compares the files of a package with its manifest.</summary>
internal static class FileCheck
{
    /// <summary>The first file that is missing or that nobody signed for.</summary>
    public static Broken? CheckNames(Package package, Manifest manifest)
    {
        if (manifest.Entries.FirstOrDefault(entry => !package.TryFind(entry.Path, out _)) is { } missing)
        {
            return new Broken(
                missing.Path,
                null,
                $"清单列有此文件（{missing.Length} 字节），包内没有：文件被删除或改名。",
                $"The manifest lists it ({missing.Length} bytes), the package lacks it: it was removed or renamed.");
        }

        HashSet<string> listed =
            [.. manifest.Entries.Select(entry => entry.Path).Append(PackagePaths.Manifest)];
        return package.Files.FirstOrDefault(file => !listed.Contains(file.Path)) is { } extra
            ? new Broken(
                extra.Path,
                null,
                "清单没有列出此文件：导出之后被加入。",
                "The manifest does not list it: it was added after the export.")
            : null;
    }

    /// <summary>Paths of the files that are not those that were signed for, in the manifest's order.</summary>
    public static IReadOnlyList<string> FindChanged(Package package, Manifest manifest) =>
    [
        .. manifest.Entries.Where(entry => !IsSame(package, entry)).Select(entry => entry.Path),
    ];

    /// <summary>What to say of a changed file in which no other check found a fault.</summary>
    public static Broken Describe(Package package, Manifest manifest, string path)
    {
        EntryJson entry = manifest.Entries.First(listed => listed.Path == path);
        package.TryFind(path, out PackageFile? file);
        ReadOnlyMemory<byte> content = file?.Content ?? default;
        string found = Hex.Sha256(content.Span);
        return new Broken(
            path,
            null,
            $"文件被改动：清单要求 {entry.Length} 字节、SHA-256 {entry.Sha256}，实为 {content.Length} 字节、{found}。",
            $"The file was changed: the manifest says {entry.Length} bytes, SHA-256 {entry.Sha256}; found "
            + $"{content.Length} bytes, {found}.");
    }

    /// <summary>Whether the archive holds the manifest first and then the files in its order.</summary>
    public static Broken? CheckOrder(Package package, Manifest manifest)
    {
        IEnumerable<string> expected = manifest.Entries.Select(entry => entry.Path).Prepend(PackagePaths.Manifest);
        (string Expected, PackageFile Found) wrong =
            expected.Zip(package.Files).FirstOrDefault(pair => pair.First != pair.Second.Path);
        return wrong.Expected is null
            ? null
            : new Broken(
                wrong.Found.Path,
                null,
                $"压缩包内的文件顺序被调换：此处应为 {wrong.Expected}。",
                $"The files of the archive stand in another order: here should be {wrong.Expected}.");
    }

    private static bool IsSame(Package package, EntryJson entry) =>
        package.TryFind(entry.Path, out PackageFile? file)
        && file.Content.Length == entry.Length
        && Hex.Sha256(file.Content.Span) == entry.Sha256;
}
