using System.Globalization;
using System.Text.RegularExpressions;

namespace Daoban.Verify.Packages;

/// <summary>The names that files of a package can have.</summary>
internal static partial class PackagePaths
{
    public const string Manifest = "manifest.json";
    public const string Ledger = "ledger.jsonl";

    private const string Originals = "originals/";

    /// <summary>Whether an entry of the manifest can have this name: nothing that leads out of a folder.</summary>
    public static bool IsSound(string path) => Sound().IsMatch(path);

    /// <summary>Whether the file holds rows of the case.</summary>
    public static bool IsRows(string path) => path != Ledger && RowFile().IsMatch(path);

    public static bool IsOriginal(string path) => path.StartsWith(Originals, StringComparison.Ordinal);

    public static string History(string instanceId) => $"history/{instanceId}.jsonl";

    public static string Original(string documentId) => Originals + documentId;

    /// <summary>The number of the anchor whose envelope this is.</summary>
    public static bool IsAnchor(string path, out long number)
    {
        Match match = AnchorFile().Match(path);
        number = match.Success ? long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return match.Success;
    }

    [GeneratedRegex(
        @"\A(?:[a-z][a-z-]{0,63}\.jsonl|history/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}\.jsonl"
        + @"|anchors/[0-9]{10}\.(?:json|tsr|proof\.json)|originals/[0-9a-f-]{36})\z")]
    private static partial Regex Sound();

    [GeneratedRegex(@"\A[a-z][a-z-]{0,63}\.jsonl\z")]
    private static partial Regex RowFile();

    [GeneratedRegex(@"\Aanchors/(?<number>[0-9]{10})\.json\z")]
    private static partial Regex AnchorFile();
}
