using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Storage;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// The archive package as a zip: <c>ledger.jsonl</c> (entries as kept), <c>rows.jsonl</c> (rows as stored, personal
/// fields under the case's key), <c>history/{instanceId}.jsonl</c> (canonical events), <c>papers/{documentId}</c>
/// (ciphertext), and <c>manifest.json</c> with length and SHA-256 of every other entry. The hash of the whole goes into
/// the ledger.
/// </summary>
internal sealed class ArchivePackage(CaseFileStore store, DocumentStore documents) : IArchivePackage
{
    private const string Format = "archive/1";

    // Zip entries carry a time; a fixed one keeps packages of the same content alike.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Entry of an instance's history.</summary>
    public static string HistoryOf(string instanceId) => $"history/{instanceId}.jsonl";

    public async Task WriteAsync(
        CaseFile file, DurableTaskClient client, Stream target, CancellationToken cancellationToken)
    {
        List<ManifestEntry> manifest = [];
        using ZipArchive zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
        IReadOnlyList<LedgerLine> ledger = await store.LoadLedgerAsync(file.CaseId, cancellationToken);
        Add("ledger.jsonl", Lines(ledger
            .Where(line => line.Entry.Sequence <= (file.Head?.Sequence ?? 0))
            .Select(line => line.Text)));
        Add("rows.jsonl", Lines(file.Texts
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => RowJson.Serialize(new ArchivedRow(row.Key, row.Value)))));
        foreach (string instanceId in CaseHistories.InstancesOf(file).Order(StringComparer.Ordinal))
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
            {
                IList<HistoryEvent> history = await client.GetOrchestrationHistoryAsync(instanceId, cancellationToken);
                Add(HistoryOf(instanceId), Lines(CanonicalHistory.Lines(history)));
            }
        }

        foreach (string documentId in file.Documents.Keys.Order(StringComparer.Ordinal))
        {
            if (await documents.ReadProtectedAsync(file.CaseId, documentId, cancellationToken) is { } paper)
            {
                Add($"papers/{documentId}", paper);
            }
        }

        Write("manifest.json", Encoding.UTF8.GetBytes(RowJson.Serialize(
            new Manifest(Format, file.CaseId, file.Head?.Sequence ?? 0, file.Head?.Hash ?? "", manifest))));

        void Add(string path, byte[] content)
        {
            Write(path, content);
            manifest.Add(new ManifestEntry(
                path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        void Write(string path, byte[] content)
        {
            ZipArchiveEntry entry = zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = Epoch;
            using Stream stream = entry.Open();
            stream.Write(content);
        }
    }

    private static byte[] Lines(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>The list of everything else in the package.</summary>
    private sealed record Manifest(
        string Format, string CaseId, long Sequence, string Hash, IReadOnlyList<ManifestEntry> Entries);

    /// <summary>One entry of the package.</summary>
    private sealed record ManifestEntry(string Path, long Length, string Sha256);

    /// <summary>A row of the case's partition as stored.</summary>
    private sealed record ArchivedRow(string Row, string Text);
}
