using Daoban.TestKit;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Stations;

public sealed class StationFileTests : IDisposable
{
    private static readonly IStations Shipped = StationFile.Load(StationFile.DefaultPath);

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(StationImprovement.StationRenovated, "葫芦村 悬水村")]
    [InlineData(StationImprovement.AgencyPointRenovated, "大猫村 五联村 司前村")]
    [InlineData(StationImprovement.Standardised, "大观村 大蛟山村 官山村 壁下村 绿华村 滩浒村 东极村 白沙港村")]
    public void All_ByImprovement_AreTheVillagesOfTheArticle(StationImprovement improvement, string villages) =>
        Assert.Equal(
            villages.Split(' ').Order(StringComparer.Ordinal),
            Shipped.All.Where(station => station.Improvement == improvement)
                .Select(station => station.NameZh)
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("330902", 4)]
    [InlineData("330903", 4)]
    [InlineData("330921", 2)]
    [InlineData("330922", 3)]
    public void All_ByDistrict_AreCounted(string district, int count) =>
        Assert.Equal(count, Shipped.All.Count(station => station.DistrictCode == district));

    [Fact]
    public void Find_ById_IsTheStation()
    {
        Assert.Equal("大猫村", Shipped.Find("damao")!.NameZh);
        Assert.Contains("金塘大鹏", Shipped.Find("daguan")!.Aliases);
        Assert.Null(Shipped.Find("Damao"));
        Assert.Null(Shipped.Find("atlantis"));
    }

    [Fact]
    public void IsActiveOn_FirstAndLastDay_AreInside()
    {
        Station station = Shipped.All[0] with { ActiveFrom = new(2022, 7, 1), ActiveTo = new(2024, 6, 30) };

        Assert.False(station.IsActiveOn(new(2022, 6, 30)));
        Assert.True(station.IsActiveOn(new(2022, 7, 1)));
        Assert.True(station.IsActiveOn(new(2024, 6, 30)));
        Assert.False(station.IsActiveOn(new(2024, 7, 1)));
    }

    [Theory]
    [InlineData("\"damao\"", "\"wulian\"", "station wulian: appears twice")]
    [InlineData("\"damao\"", "\"Da Mao\"", "station Da Mao: id")]
    [InlineData("\"330902003\"", "\"330903003\"", "station damao: townshipCode")]
    [InlineData("\"330902\"", "\"3309\"", "station damao: districtCode")]
    [InlineData("\"agencyPoint\"", "\"shop\"", "station damao, field tier")]
    [InlineData("\"2022-07-01\"", "\"1 July\"", "station damao, field activeFrom")]
    [InlineData("stations/1", "stations/9", "schema")]
    public void Load_BrokenRule_NamesStationAndField(string good, string bad, string place)
    {
        string text = File.ReadAllText(StationFile.DefaultPath);
        int at = text.IndexOf(good, StringComparison.Ordinal);
        string path = Path.Combine(folder.Path, "stations.json");
        File.WriteAllText(path, text[..at] + bad + text[(at + good.Length)..]);

        DataFileException exception = Assert.Throws<DataFileException>(() => StationFile.Load(path));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }
}
