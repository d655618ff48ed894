using Daoban.Verify.Packages;

namespace Daoban.Verify.Rows;

/// <summary>Which file holds which rows.</summary>
internal static class RowKinds
{
    public const string Documents = "documents.jsonl";
    public const string DocumentPrefix = "d|";

    private const string Instructions = "instructions.jsonl";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["case"] = "case.jsonl",
        ["d"] = Documents,
        ["n"] = "decisions.jsonl",
        ["p"] = Instructions,
        ["b"] = Instructions,
        ["t"] = "tasks.jsonl",
    };

    /// <summary>Whether a row may stand in a file; kinds that are not listed have any file but those.</summary>
    public static bool Fits(string row, string path) => Files.TryGetValue(row.Split('|')[0], out string? file)
        ? file == path
        : PackagePaths.IsRows(path) && !Files.ContainsValue(path);
}
