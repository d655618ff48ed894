using Daoban.Bench.Load;
using Daoban.TestKit;

namespace Daoban.Tools.Tests.Bench;

public sealed class LoadVerdictTests
{
    private static readonly IReadOnlyDictionary<string, double> Nothing = new Dictionary<string, double>();

    [Fact]
    public void FaultsOf_QuietRun_AreNone() =>
        Assert.Empty(Checks.FaultsOf([.. Samples(_ => 20), Sample(70, 0, 0, 0)], 60));

    [Fact]
    public void FaultsOf_CasesPilingUp_SayIt() =>
        Assert.Contains(
            Checks.FaultsOf([.. Samples(at => at < 30 ? 10 : 90), Sample(70, 0, 0, 0)], 60),
            fault => fault.StartsWith("cases pile up", StringComparison.Ordinal));

    [Fact]
    public void FaultsOf_MessagesAndMarksLeft_SayIt()
    {
        string[] faults = [.. Checks.FaultsOf([.. Samples(_ => 20), Sample(70, 0, 3, 2)], 60)];

        Assert.Equal(["3 messages are left in the queues", "2 outbox marks are left"], faults);
    }

    [Fact]
    public void IsHeld_SlowOperation_IsNot()
    {
        LoadResult good = Result(new()
        {
            ["submit"] = new(10, 50, 400, 500, 600),
            ["evidence"] = new(2, 1, 5_000, 1, 1),
        });
        LoadResult slow = Result(new() { ["submit"] = new(10, 50, 1_400, 1_500, 1_600) });

        Assert.True(CeilingFinder.IsHeld(good, TimeSpan.FromSeconds(1)));
        Assert.False(CeilingFinder.IsHeld(slow, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void IsHeld_FaultOrGrowingBacklog_IsNot()
    {
        LoadResult good = Result([]);

        Assert.False(CeilingFinder.IsHeld(good with { Faults = ["one"] }, TimeSpan.FromSeconds(1)));
        Assert.False(CeilingFinder.IsHeld(good with { OpenCases = new GrowthFit(60, 40) }, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void MetricsFile_Lines_GiveTheLastValueOfEachSeriesBeforeAnInstant()
    {
        using ScratchFolder folder = new();
        string path = folder.Combine("metrics.jsonl");
        File.WriteAllLines(path,
        [
            Line("2026-11-26T02:00:00Z", "get", 5),
            Line("2026-11-26T02:00:05Z", "get", 9),
            Line("2026-11-26T02:00:05Z", "put", 2),
            Line("2026-11-26T02:00:10Z", "get", 20),
            "{\"time\":\"2026-11-26T02:00:1",
        ]);

        IReadOnlyList<MetricSeries> last = MetricsFile.ReadLast(
            path, new DateTimeOffset(2026, 11, 26, 2, 0, 7, TimeSpan.Zero));

        Assert.Equal([("get", 9), ("put", 2)], last.Select(series => (series["operation"], series.Value)).Order());
        Assert.Equal(
            [5, 11, 20],
            MetricsFile.ReadOverTime(path, "daoban.storage.requests").Select(sample => sample.Value));
    }

    private static string Line(string time, string operation, int value) =>
        $"{{\"time\":\"{time}\",\"meter\":\"Daoban\",\"name\":\"daoban.storage.requests\",\"type\":\"LongSum\","
        + $"\"attributes\":{{\"operation\":\"{operation}\"}},\"value\":{value}}}";

    private static IEnumerable<ProcessSample> Samples(Func<int, int> open) =>
        Enumerable.Range(0, 12).Select(step => Sample(step * 5, open(step * 5), 1, 5));

    private static ProcessSample Sample(double at, int open, long messages, long marks) =>
        new(at, Nothing, Nothing, open, messages, marks);

    private static LoadResult Result(Dictionary<string, Percentiles> operations) => new()
    {
        CasesPerSecond = 5,
        Minutes = 1,
        Seed = 1,
        BeganAt = DateTimeOffset.UnixEpoch,
        Arrived = 300,
        Ended = 300,
        EndedPerSecond = 5,
        Operations = operations,
        Errors = new Dictionary<string, int>(),
        StorageRequestsPerCase = Nothing,
        CpuMsPerCase = Nothing,
        BillablePer1000Cases = [],
        Partitions = [],
        HeapMiB = null,
        HeapSamples = [],
        OpenCases = new GrowthFit(5, 40),
        Samples = [],
        Faults = [],
    };
}
