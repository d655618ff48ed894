using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daoban.Workflows.CaseFiles;

namespace Daoban.Workflows.Evidence;

/// <summary>Writes the rows of a case with the salts that open their commitments.</summary>
internal static class EvidenceRows
{
    private const string Others = "further.jsonl";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["case"] = "case.jsonl",
        ["d"] = "documents.jsonl",
        ["n"] = "decisions.jsonl",
        ["p"] = "instructions.jsonl",
        ["b"] = "instructions.jsonl",
        ["t"] = "tasks.jsonl",
        ["h"] = "histories.jsonl",
        ["u"] = "unmask-requests.jsonl",
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds a file for each kind of rows; those that every package has, also when they are empty.</summary>
    public static void Add(EvidenceFiles files, CaseFile file)
    {
        ILookup<string, string> lines = file.Texts
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .ToLookup(row => FileOf(row.Key), row => Line(file, row.Key, row.Value), StringComparer.Ordinal);
        foreach (string path in lines.Select(group => group.Key)
            .Union(["case.jsonl", "documents.jsonl", "decisions.jsonl", "instructions.jsonl", "tasks.jsonl"]))
        {
            files.AddLines(path, lines[path]);
        }
    }

    private static string FileOf(string row) => Files.GetValueOrDefault(row.Split('|')[0], Others);

    // Once the key is shredded there is no salt any more, and nothing opens the commitments.
    private static string Line(CaseFile file, string row, string text) => JsonSerializer.Serialize(
        new RowLine(row, text, file.OpenedKey is { } key ? Convert.ToHexStringLower(key.Salt(row)) : null), Json);

    private sealed record RowLine(string Row, string Text, string? Salt);
}
