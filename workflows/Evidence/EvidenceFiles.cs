using System.Security.Cryptography;
using System.Text;

namespace Daoban.Workflows.Evidence;

/// <summary>The files of a package but the manifest, in ordinal order of their paths.</summary>
internal sealed class EvidenceFiles
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> All => files;

    /// <summary>What the manifest says of each.</summary>
    public IReadOnlyList<ManifestEntry> Entries =>
    [
        .. files.Select(file => new ManifestEntry(
            file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value.Span)))),
    ];

    /// <summary>Adds a file.</summary>
    /// <exception cref="ArgumentException">There is one of this path.</exception>
    public void Add(string path, ReadOnlyMemory<byte> content) => files.Add(path, content);

    /// <summary>Adds a file of text.</summary>
    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file of lines, each of which ends with a line feed.</summary>
    public void AddLines(string path, IEnumerable<string> lines) =>
        Add(path, string.Concat(lines.Select(line => line + '\n')));
}
