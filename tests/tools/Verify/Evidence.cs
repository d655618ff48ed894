using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Daoban.Tools.Tests.Verify;

/// <summary>The files of a package; whoever has a key can seal them.</summary>
internal sealed class Evidence
{
    public const string Ledger = "ledger.jsonl";

    /// <summary>Every file but the manifest.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public byte[] Manifest { get; set; } = [];

    public bool OriginalsIncluded { get; init; } = true;

    public DateTimeOffset ExportedAt { get; init; }

    /// <summary>The archive as the format asks for it, manifest first.</summary>
    public byte[] ToZip() => ZipWriter.Write(Entries);

    public IEnumerable<KeyValuePair<string, byte[]>> Entries => Files.Prepend(new("manifest.json", Manifest));

    public string[] Lines(string path) => Encoding.UTF8.GetString(Files[path]).TrimEnd('\n').Split('\n');

    public void SetLines(string path, IEnumerable<string> lines) =>
        Files[path] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n')));

    /// <summary>Changes one line, numbered from 1.</summary>
    public void EditLine(string path, int number, Func<string, string> edit)
    {
        string[] lines = Lines(path);
        string edited = edit(lines[number - 1]);
        Assert.NotEqual(lines[number - 1], edited);
        lines[number - 1] = edited;
        SetLines(path, lines);
    }

    /// <summary>Numbers and chains all entries anew, as anybody can who can write.</summary>
    public void Rechain()
    {
        string previous = new('0', 64);
        List<string> lines = [];
        foreach (string line in Lines(Ledger))
        {
            JsonNode entry = JsonNode.Parse(line)!;
            entry["sequence"] = lines.Count + 1;
            entry["previousHash"] = previous;
            lines.Add(entry.ToJsonString());
            previous = Hash(lines[^1]);
        }

        SetLines(Ledger, lines);
    }

    /// <summary>Writes the manifest over the files as they are now.</summary>
    public void Seal(TestKey key) => Manifest = key.Envelope(ManifestText(key.KeyId));

    public string ManifestText(string keyId)
    {
        string[] lines = Lines(Ledger);
        return new JsonObject
        {
            ["format"] = "evidence/1",
            ["caseId"] = CaseScript.CaseId,
            ["exportedAt"] = Instant(ExportedAt),
            ["keyId"] = keyId,
            ["originals"] = OriginalsIncluded ? "included" : "separate",
            ["head"] = new JsonObject
            {
                ["chain"] = "case/" + CaseScript.CaseId,
                ["sequence"] = lines.Length,
                ["hash"] = Hash(lines[^1]),
            },
            ["entries"] = new JsonArray([.. Files.Select(file => new JsonObject
            {
                ["path"] = file.Key,
                ["length"] = file.Value.Length,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file.Value)),
            })]),
        }.ToJsonString();
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
