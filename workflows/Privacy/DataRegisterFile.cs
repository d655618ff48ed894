using System.Text.Json;
using System.Text.RegularExpressions;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Privacy;

/// <summary>
/// Reads <c>data-elements.json</c> and <c>retention.json</c>. They lie beside the assembly: the archive office sets
/// periods (rules R13.5), and a change of law must not wait for a build.
/// </summary>
internal static partial class DataRegisterFile
{
    private const string ElementsSchema = "data-elements/1";
    private const string RetentionSchema = "retention/1";

    internal static string ElementsPath => DataFile.BesideAssembly("Privacy", "data-elements.json");

    internal static string RetentionPath => DataFile.BesideAssembly("Privacy", "retention.json");

    /// <exception cref="DataFileException">Unusable; names file, entry and field.</exception>
    internal static IDataRegister Load(string elementsPath, string retentionPath)
    {
        IReadOnlyList<RetentionRule> rules = Read<RetentionRule>(
            retentionPath, RetentionSchema, "classes", rule => rule.Code, FaultOf);
        HashSet<string> classes = [.. rules.Select(rule => rule.Code)];
        if (RetentionClasses.All.FirstOrDefault(needed => !classes.Contains(needed)) is { } missing)
        {
            throw new DataFileException(retentionPath, "classes", $"lacks {missing}");
        }

        return new FixedDataRegister(
            Read<DataElement>(
                elementsPath,
                ElementsSchema,
                "elements",
                element => element.Code,
                element => FaultOf(element, classes)),
            rules);
    }

    private static List<T> Read<T>(
        string path, string schema, string member, Func<T, string> codeOf, Func<T, string?> faultOf)
    {
        using JsonDocument document = DataFile.Parse(path);
        DataFile.RequireSchema(path, document.RootElement, schema);
        List<T> entries = [];
        HashSet<string> codes = [];
        foreach (JsonElement element in
            DataFile.Member(path, "file", document.RootElement, member, JsonValueKind.Array).EnumerateArray())
        {
            string code = DataFile.Member(path, member, element, "code", JsonValueKind.String).GetString()!;
            T entry = DataFile.Read<T>(path, code, element);
            string? fault = !Code().IsMatch(code) ? "code: must be letters, digits and hyphens"
                : !codes.Add(codeOf(entry)) ? "appears twice"
                : faultOf(entry);
            if (fault is not null)
            {
                throw new DataFileException(path, code, fault);
            }

            entries.Add(entry);
        }

        return entries;
    }

    private static string? FaultOf(RetentionRule rule) =>
        rule.Years is < 0 or > 100 ? "years: must be 0 to 100"
        : rule.Days is < 0 or > 366 ? "days: must be 0 to 366"
        : rule.Years + rule.Days == 0 ? "years: must not both be 0"
        : string.IsNullOrWhiteSpace(rule.Source) ? "source: must not be empty"
        : null;

    private static string? FaultOf(DataElement element, HashSet<string> classes) =>
        !classes.Contains(element.RetentionClass) ? "retentionClass: is not in retention.json"
        : string.IsNullOrWhiteSpace(element.Article) ? "article: must not be empty"
        : string.IsNullOrWhiteSpace(element.PurposeZh) ? "purposeZh: must not be empty"
        : element.StoredAs.Count == 0 ? "storedAs: must not be empty"
        : null;

    [GeneratedRegex(@"^[a-z][A-Za-z0-9-]{0,39}\z")]
    private static partial Regex Code();
}
