using Daoban.Workflows.Problems;

namespace Daoban.Workflows.Tests.Problems;

public sealed class ProblemPagesTests
{
    public static IEnumerable<TheoryDataRow<string>> Codes =>
        ProblemCodes.All.Select(code => new TheoryDataRow<string>(code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_OfACode_HasAChineseTitleAndSaysWhatToDo(string code)
    {
        string page = File.ReadAllText(Path.Combine(Folder(), $"{code}.md"));

        Assert.Matches($@"^# .*\p{{IsCJKUnifiedIdeographs}}.* `{code}`\n", page);
        Assert.Matches(@"\n\*\*HTTP [45][0-9]{2}\*\* ", page);
        Assert.Contains("\n- **When 何时**: ", page, StringComparison.Ordinal);
        Assert.Contains("\n- **Clerk 工作人员**: ", page, StringComparison.Ordinal);
        Assert.Contains("\n- **Developer 开发者**: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_All_BelongToACode() =>
        Assert.Equal(
            ProblemCodes.All.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder()).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daoban.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "problems");
    }
}
