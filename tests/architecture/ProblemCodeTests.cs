using System.Reflection;
using System.Text.RegularExpressions;
using Daoban.Workflows.Problems;

namespace Daoban.Architecture.Tests;

/// <summary>Problem codes are what clients program against: none stands there for nothing.</summary>
public sealed partial class ProblemCodeTests
{
    [Fact]
    public void Codes_All_AreGivenSomewhere()
    {
        // The catalogue makes an entry of each code, and so proves nothing.
        HashSet<string> given =
        [
            .. from file in ((string[])["functions", "workflows"]).SelectMany(SourceFile.Below)
               where !file.Path.EndsWith("/ProblemCatalogue.cs", StringComparison.Ordinal)
               from Match match in Given().Matches(file.Text)
               select match.Groups["name"].Value,
        ];

        Assert.Empty(typeof(ProblemCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => field.Name)
            .Except(given));
    }

    // A list of what an operation may answer does not make it do so: only a problem that is made counts.
    [GeneratedRegex(@"(?:new Problem|new|With)\(\s*ProblemCodes\.(?<name>[A-Za-z]+)")]
    private static partial Regex Given();
}
