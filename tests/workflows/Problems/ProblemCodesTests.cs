using System.Text.RegularExpressions;
using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Problems;

public sealed partial class ProblemCodesTests
{
    [Fact]
    public void Codes_All_AreKebabCaseAndDistinct()
    {
        Assert.True(ProblemCodes.All.Count > 40);
        Assert.All(ProblemCodes.All, code => Assert.Matches(KebabCase(), code));
        Assert.Distinct(ProblemCodes.All);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
