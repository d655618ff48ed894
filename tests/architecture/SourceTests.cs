using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>The shape of files and folders that STYLE asks for.</summary>
public sealed class SourceTests
{
    private const int Longest = 300;
    private const int LongestTest = 400;
    private const int Widest = 120;

    private static readonly HashSet<string> RootNames = new(
        [
            ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md",
            "Daoban.slnx", "Directory.Build.props", "Directory.Packages.props", "FunctionsHost.targets", "LICENSE",
            "README.md", "azure.yaml", "bench", "bicep", "docs", "emulator", "functions", "global.json", "host.json",
            "http", "local.settings.sample.json", "package-lock.json", "package.json", "run", "test", "tests", "tools",
            "web", "workflows",
        ],
        StringComparer.Ordinal);

    // Not under version control (.gitignore).
    private static readonly HashSet<string> LocalNames = new(
        [
            ".data", ".git", ".idea", ".vs", ".vscode", "TestResults", "bin", "local.settings.json", "node_modules",
            "obj",
        ],
        StringComparer.Ordinal);

    [Fact]
    public void SourceFiles_Length_IsWithinBounds() => Assert.Empty(SourceFile.All()
        .Where(file => file.LineCount > (file.Path.StartsWith("tests/", StringComparison.Ordinal)
            ? LongestTest
            : Longest))
        .Select(file => $"{file.Path}: {file.LineCount} lines"));

    [Fact]
    public void SourceFiles_Columns_AreAtMost120() => Assert.Empty(
        from file in SourceFile.All()
        from line in file.Lines
        where line.Columns > Widest
        select $"{file.Path}:{line.Number}: {line.Columns} columns");

    [Fact]
    public void SourceFiles_TopLevelTypes_AreOneOrOneWithItsEnum() => Assert.Empty(SourceFile.All()
        .Where(file => file.TopLevelTypes.Count(type => type.Kind != "enum") > 1
            || file.TopLevelTypes.Count(type => type.Kind == "enum") > 1)
        .Select(file => $"{file.Path}: {string.Join(", ", file.TopLevelTypes.Select(type => type.Name))}"));

    [Fact]
    public void SourceFiles_Name_IsTheTypes() => Assert.Empty(SourceFile.All()
        .Where(file => file.TopLevelTypes.Count > 0)
        .Where(file => file.TopLevelTypes.All(type => type.Name != TypeNameOf(file)))
        .Select(file => $"{file.Path}: {string.Join(", ", file.TopLevelTypes.Select(type => type.Name))}"));

    [Fact]
    public void SourceFiles_Types_AreFound() =>
        Assert.True(SourceFile.All().Count(file => file.TopLevelTypes.Count == 1) > 300);

    [Theory]
    [InlineData("public sealed record A(int B);\n\ninternal enum C\n{\n}\n", "record A,enum C")]
    [InlineData("internal static partial class A\n{\n    public sealed class Inner;\n}\n", "class A")]
    [InlineData("public readonly record struct A<T>(T B)\n    where T : class;\n", "record struct A")]
    [InlineData(
        "public delegate Task<int?> A(int b);\npublic interface IB { }\n", "delegate Task<int?> A,interface IB")]
    public void TopLevelTypes_Text_AreRead(string text, string expected) => Assert.Equal(
        expected,
        string.Join(',', new SourceFile("A.cs", text).TopLevelTypes.Select(type => $"{type.Kind} {type.Name}")));

    [Theory]
    [InlineData("functions", "Daoban.Functions")]
    [InlineData("workflows", "Daoban.Workflows")]
    public void SourceFiles_Namespace_FollowsTheFolder(string folder, string root) => Assert.Empty(
        from file in SourceFile.Below(folder)
        where file.Namespace is not null
            && file.Namespace != string.Join('.', file.Path.Split('/')[1..^1].Prepend(root))
        select $"{file.Path}: {file.Namespace}");

    [Fact]
    public void Orchestrators_ContinueAsNew_GoesThroughTheLedger() => Assert.Equal(
        ["workflows/Deadlines/ContinuationOrchestration.cs"],
        from file in SourceFile.Below("workflows")
        where file.Text.Contains(".ContinueAsNew(", StringComparison.Ordinal)
        select file.Path);

    [Fact]
    public void Root_Entries_AreThoseOfTheMap() => Assert.All(
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName),
        name => Assert.True(RootNames.Contains(name!) || LocalNames.Contains(name!), name));

    private static string TypeNameOf(SourceFile file) => Path.GetFileNameWithoutExtension(file.Path).Split('{', '.')[0];
}
