using Daoban.Functions.Http;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Tests.Http;

public sealed class ProblemCatalogueTests
{
    [Fact]
    public void Catalogue_EveryCodeOfTheApplication_HasExactlyOneEntry() =>
        Assert.Equal(
            ProblemCodes.All.Order(StringComparer.Ordinal),
            ProblemCatalogue.All.Select(entry => entry.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Catalogue_Titles_AreChineseAndEnglishAndTellEntriesApart()
    {
        Assert.All(ProblemCatalogue.All, entry =>
        {
            Assert.Contains(entry.TitleZh, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.All(entry.TitleEn, c => Assert.True(char.IsAscii(c)));
        });
        Assert.Distinct(ProblemCatalogue.All.Select(entry => entry.TitleZh));
        Assert.Distinct(ProblemCatalogue.All.Select(entry => entry.TitleEn));
    }

    [Fact]
    public void Catalogue_Statuses_AreThoseThatTheInterfacePromises() =>
        Assert.All(ProblemCatalogue.All, entry => Assert.Contains(
            entry.Status, (int[])[400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503]));
}
