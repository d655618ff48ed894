using System.Reflection;
using System.Text.RegularExpressions;

namespace Daoban.Architecture.Tests;

/// <summary>
/// Which folders of a project use which. Edges come from the compiled types (signatures and method bodies) and, because
/// constants and <see langword="nameof"/> leave no trace there, from using directives: an unused one does not compile.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> uses;

    private FolderGraph(Dictionary<string, HashSet<string>> uses) => this.uses = uses;

    public IReadOnlyCollection<string> Folders => uses.Keys;

    /// <param name="assembly">Compiled from the sources.</param>
    /// <param name="root">The namespace whose direct children are the folders.</param>
    /// <param name="sources">The project's files.</param>
    public static FolderGraph Of(Assembly assembly, string root, IEnumerable<SourceFile> sources)
    {
        IReadOnlyList<CompiledType> types = CompiledType.AllOf(assembly);
        Dictionary<string, HashSet<string>> uses = types
            .Select(type => FolderOf(type.Namespace, root))
            .OfType<string>()
            .Distinct()
            .ToDictionary(folder => folder, _ => new HashSet<string>());
        foreach (CompiledType type in types.Where(type => FolderOf(type.Namespace, root) is not null))
        {
            string from = FolderOf(type.Namespace, root)!;
            uses[from].UnionWith(type.Uses
                .Select(used => FolderOf(CompiledType.NamespaceOf(used), root))
                .OfType<string>()
                .Where(to => to != from));
        }

        foreach (SourceFile source in sources.Where(source => FolderOf(source.Namespace, root) is not null))
        {
            string from = FolderOf(source.Namespace, root)!;
            uses[from].UnionWith(UsingLine().Matches(source.Text)
                .Select(match => FolderOf(match.Groups["name"].Value, root))
                .OfType<string>()
                .Where(to => to != from));
        }

        return new FolderGraph(uses);
    }

    public bool Uses(string from, string to) => uses[from].Contains(to);

    /// <summary>A way from a folder back to itself, for example <c>A → B → A</c>; null when there is none.</summary>
    public string? FindCircle() => uses.Keys
        .Select(folder => Way(folder, folder, []))
        .OfType<IReadOnlyList<string>>()
        .OrderBy(way => way.Count)
        .ThenBy(way => way[0], StringComparer.Ordinal)
        .Select(way => string.Join(" → ", way))
        .FirstOrDefault();

    private IReadOnlyList<string>? Way(string from, string to, HashSet<string> seen)
    {
        foreach (string next in uses[from].Where(uses.ContainsKey).Order())
        {
            if (next == to)
            {
                return [from, to];
            }

            if (seen.Add(next) && Way(next, to, seen) is { } rest)
            {
                return [from, .. rest];
            }
        }

        return null;
    }

    private static string? FolderOf(string? name, string root) =>
        name is not null && name.StartsWith(root + '.', StringComparison.Ordinal)
            ? name[(root.Length + 1)..].Split('.')[0]
            : null;

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
