using Daoban.TestKit;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Privacy;

public sealed class NoticeFileTests : IDisposable
{
    private static readonly INotices Shipped = NoticeFile.Load(NoticeFile.DefaultPath);

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TextHash_ShippedNotice_IsOfTheWholeTextAndChangesWithIt()
    {
        Notice intake = Shipped.Find("intake", 1)!;
        NoticeSection changed = intake.Sections[0] with { TextZh = "别的" };
        Notice other = intake with { Sections = [changed, .. intake.Sections.Skip(1)] };

        Assert.Matches("^[0-9a-f]{64}$", intake.TextHash());
        Assert.Contains("15个工作日", intake.TextZh(), StringComparison.Ordinal);
        Assert.StartsWith("个人信息处理告知书\n", intake.TextZh(), StringComparison.Ordinal);
        Assert.NotEqual(intake.TextHash(), other.TextHash());
    }

    [Fact]
    public void InForce_TwoVersions_IsTheOneWhoseDayHasCome()
    {
        Notice first = Shipped.Find("intake", 1)!;
        FixedNotices notices = new([first with { Version = 2, ValidFrom = new(2026, 8, 1) }, first]);

        Assert.Equal(1, notices.InForce("intake", new(2026, 7, 31))!.Version);
        Assert.Equal(2, notices.InForce("intake", new(2026, 8, 1))!.Version);
        Assert.Null(notices.InForce("intake", new(2021, 12, 31)));
        Assert.Null(notices.InForce("other", new(2026, 8, 1)));
    }

    [Theory]
    [InlineData("\"topic\": \"rights\"", "\"topic\": \"kinds\"", "notice intake version 1: sections: lacks Rights")]
    [InlineData("\"topic\": \"alternative\"", "\"topic\": \"kinds\"", "notice face-check version 1: sections: lacks")]
    [InlineData("\"version\": 1", "\"version\": 2", "notice intake version 2: version")]
    [InlineData("\"code\": \"face-check\"", "\"code\": \"face\"", "notices: lacks face-check")]
    [InlineData("\"kind\": \"notice\"", "\"kind\": \"poster\"", "notice intake, field kind")]
    [InlineData("notices/1", "notices/9", "schema")]
    public void Load_BrokenRule_NamesNoticeAndField(string good, string bad, string place)
    {
        string text = File.ReadAllText(NoticeFile.DefaultPath);
        int at = text.IndexOf(good, StringComparison.Ordinal);
        string path = Path.Combine(folder.Path, "notices.json");
        File.WriteAllText(path, text[..at] + bad + text[(at + good.Length)..]);

        DataFileException exception = Assert.Throws<DataFileException>(() => NoticeFile.Load(path));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }
}
