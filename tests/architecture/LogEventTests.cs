using System.Text.RegularExpressions;
using Daoban.TestKit;

namespace Daoban.Architecture.Tests;

/// <summary>What operators look events up by.</summary>
public sealed partial class LogEventTests
{
    [Fact]
    public void Events_OfTheApplication_AreThoseOfTheList()
    {
        string[] listed = [.. Rows().Matches(File.ReadAllText(Repository.PathTo("docs", "events.md"))).Select(IdOf)];
        IEnumerable<string> logged =
            from file in ((string[])["functions", "workflows"]).SelectMany(SourceFile.Below)
            from Match match in Events().Matches(file.Text)
            select IdOf(match);

        Assert.Equal(listed, logged.Order(StringComparer.Ordinal));
    }

    private static string IdOf(Match match) => match.Groups["id"].Value;

    [GeneratedRegex(@"^\| (?<id>[0-9]{4}) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?<id>[0-9]+),")]
    private static partial Regex Events();
}
