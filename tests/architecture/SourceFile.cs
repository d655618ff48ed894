using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>One C# file of the working copy, generated ones left out.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Every C# file below the given folder of the root.</summary>
    public static IEnumerable<SourceFile> Below(string folder) =>
        from path in Directory.EnumerateFiles(Repository.PathTo(folder), "*.cs", SearchOption.AllDirectories)
        let relative = System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !relative.Split('/').Any(part => part is "bin" or "obj" or "node_modules")
        orderby relative
        select new SourceFile(relative, File.ReadAllText(path));

    /// <summary>All folders that hold code.</summary>
    public static IEnumerable<SourceFile> All() =>
        ((string[])["functions", "workflows", "emulator", "tools", "tests"]).SelectMany(Below);

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>Every line's number, from 1, and its width in characters.</summary>
    public IEnumerable<(int Number, int Columns)> Lines =>
        Text.Split('\n').Select((line, index) => (index + 1, line.TrimEnd('\r').EnumerateRunes().Count()));

    /// <summary>The file-scoped namespace; null when the file declares no type.</summary>
    public string? Namespace =>
        NamespaceLine().Match(Text) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Kind and name of the outermost types; file-scoped namespaces put them in column 0.</summary>
    public IReadOnlyList<(string Kind, string Name)> TopLevelTypes =>
        [.. TypeLine().Matches(Text).Select(match => (match.Groups["kind"].Value, match.Groups["name"].Value))];

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe|new) )*"
        + @"(?<kind>class|record struct|record|struct|interface|enum|delegate [\w.<>?\[\], ]+?) "
        + @"(?<name>\w+)(?=[\s<({:;]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
