using Daoban.TestKit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Tests.Calendar;

public sealed class WorkingCalendarFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{ "schema": "workcal/2", "years": {} }""", "schema")]
    [InlineData("""{ "schema": "workcal/1" }""", "years")]
    [InlineData("""{ "schema": "workcal/1", "years": { "next": { "off": [], "work": [] } } }""", "year next")]
    [InlineData("""{ "schema": "workcal/1", "years": { "2027": { "off": [] } } }""", "work")]
    [InlineData(
        """{ "schema": "workcal/1", "years": { "2027": { "off": ["2027-02-30"], "work": [] } } }""", "year 2027, off")]
    public void Load_UnusableFile_NamesThePlace(string json, string place)
    {
        string path = Path.Combine(folder.Path, "workcal.json");
        File.WriteAllText(path, json);

        DataFileException exception = Assert.Throws<DataFileException>(() => WorkingCalendarFile.Load(path));

        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NextYearsNoticeAdded_DeadlineIsNoLongerProvisional()
    {
        string path = Path.Combine(folder.Path, "workcal.json");
        File.WriteAllText(
            path,
            """
            { "schema": "workcal/1", "years": {
              "2026": { "off": ["2026-01-01"], "work": [] },
              "2027": { "off": ["2027-01-01"], "work": ["2027-01-02"] } } }
            """);

        Deadline deadline = WorkingCalendarFile.Load(path).After(
            new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.FromHours(8)),
            new Duration(1, DurationUnit.WorkingDays));

        Assert.Equal(new Deadline(new DateTimeOffset(2027, 1, 2, 16, 0, 0, TimeSpan.Zero), false), deadline);
    }
}
