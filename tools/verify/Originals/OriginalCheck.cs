using Daoban.Verify.Findings;
using Daoban.Verify.Formats;
using Daoban.Verify.Manifests;
using Daoban.Verify.Packages;
using Daoban.Verify.Rows;

namespace Daoban.Verify.Originals;

/// <summary>Compares scanned papers with the rows of the documents.</summary>
internal static class OriginalCheck
{
    /// <summary>Reads the rows of all documents.</summary>
    public static Broken? ReadRows(RowReader rows, out IReadOnlyList<DocumentRow> documents)
    {
        List<DocumentRow> found = [];
        documents = found;
        foreach (RowLineJson row in rows.Rows.Values
            .Where(row => row.Row.StartsWith(RowKinds.DocumentPrefix, StringComparison.Ordinal)))
        {
            if (DocumentRow.Read(row, out DocumentRow? document) is { } fault)
            {
                return fault;
            }

            found.Add(document!);
        }

        return null;
    }

    /// <summary>Checks the papers in the package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="documents">The documents of the case.</param>
    /// <param name="areShredded">Whether the papers were destroyed along with the key.</param>
    public static Broken? CheckIncluded(
        Package package, Manifest manifest, IReadOnlyList<DocumentRow> documents, bool areShredded)
    {
        HashSet<string> expected = [.. documents.Select(document => PackagePaths.Original(document.DocumentId))];
        if (manifest.Entries.FirstOrDefault(entry => PackagePaths.IsOriginal(entry.Path)
            && !expected.Contains(entry.Path)) is { } foreign)
        {
            return new Broken(
                foreign.Path, null, "案卷中没有这份材料文件。", "The case has no document of this id.");
        }

        foreach (DocumentRow document in documents.Where(_ => manifest.OriginalsIncluded))
        {
            string path = PackagePaths.Original(document.DocumentId);
            Broken? fault = package.TryFind(path, out PackageFile? file)
                ? Compare(path, document, file.Content.Length, Hex.Sha256(file.Content.Span))
                : areShredded ? null : Missing(path);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Checks papers that the user was given separately.</summary>
    /// <param name="folder">Holds them by their document id, with or without an extension.</param>
    /// <param name="documents">The documents of the case.</param>
    /// <param name="areShredded">Whether the papers were destroyed along with the key.</param>
    public static Broken? CheckFolder(DirectoryInfo folder, IReadOnlyList<DocumentRow> documents, bool areShredded)
    {
        foreach (DocumentRow document in documents)
        {
            FileInfo[] files =
            [
                .. folder.EnumerateFiles().Where(file =>
                    file.Name == document.DocumentId
                    || file.Name.StartsWith(document.DocumentId + '.', StringComparison.Ordinal)),
            ];
            if (files.Length == 0 && !areShredded)
            {
                return Missing(Path.Combine(folder.FullName, document.DocumentId));
            }

            foreach (FileInfo file in files)
            {
                using FileStream content = file.OpenRead();
                string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
                if (Compare(file.FullName, document, file.Length, hash) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    private static Broken Missing(string path) =>
        new(path, null, "缺少这份材料的原件。", "The original of this document is missing.");

    private static Broken? Compare(string path, DocumentRow document, long length, string hash) =>
        length == document.Length && hash == document.Sha256
            ? null
            : new Broken(
                path,
                null,
                $"材料原件被改动：案卷记录为 {document.Length} 字节、SHA-256 {document.Sha256}，实为 {length} 字节、{hash}。",
                $"The original was changed: the case file says {document.Length} bytes, SHA-256 {document.Sha256}; "
                + $"found {length} bytes, {hash}.");
}
