using Azure.Data.Tables;
using Daoban.Bench.Load;

namespace Daoban.Tools.Tests.Bench;

public sealed class FiguresTests
{
    [Fact]
    public void Percentiles_OfAHundred_AreNearestRanks()
    {
        Percentiles of = Percentiles.Of(Enumerable.Range(1, 100).Select(value => (float)(101 - value)));

        Assert.Equal(new Percentiles(100, 50, 95, 99, 100), of);
    }

    [Fact]
    public void Percentiles_OfOne_AreThatOne() =>
        Assert.Equal(new Percentiles(1, 8, 8, 8, 8), Percentiles.Of([8f]));

    [Theory]
    [InlineData("blob", "put", "blob-write")]
    [InlineData("blob", "get", "blob-read")]
    [InlineData("blob", "list", "blob-list")]
    [InlineData("blob", "container", "blob-list")]
    [InlineData("blob", "head", "blob-other")]
    [InlineData("blob", "lease", "blob-other")]
    [InlineData("blob", "set-metadata", "blob-other")]
    [InlineData("blob", "delete", "free")]
    [InlineData("table", "transaction", "table-batch-write")]
    [InlineData("table", "insert", "table-write")]
    [InlineData("table", "replace", "table-write")]
    [InlineData("table", "merge", "table-write")]
    [InlineData("table", "get", "table-read")]
    [InlineData("table", "query", "table-scan")]
    [InlineData("table", "delete", "free")]
    [InlineData("queue", "put", "queue-class-1")]
    [InlineData("queue", "delete", "queue-class-1")]
    [InlineData("queue", "receive", "queue-class-2")]
    [InlineData("queue", "peek", "queue-class-2")]
    public void BillingClass_Operation_IsThatOfThePricePage(string service, string operation, string expected) =>
        Assert.Equal(expected, BillingClass.Of(service, operation));

    [Fact]
    public void BillingClass_UnknownService_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BillingClass.Of("file", "put"));

    [Fact]
    public void Billing_TwoHundredCases_IsPerThousandAndPriced()
    {
        PriceList prices = new("CNY", new Dictionary<string, decimal?>
        {
            ["table-write"] = 0.5m,
            ["blob-write"] = null,
            ["service-bus-operation"] = 10m,
        });

        IReadOnlyList<BillableUnit> units = Billing.Of(
            [("table", "insert", 300), ("table", "merge", 100), ("blob", "put", 40), ("queue", "put", 20)],
            cases: 200,
            paperBytes: 0.2 * 1024 * 1024 * 1024,
            tableBytes: null,
            executions: 1_000,
            cpuSeconds: 8,
            prices);

        Assert.Equal(new BillableUnit("table-write", 2_000, 0.1m), Find("table-write"));
        Assert.Equal(new BillableUnit("blob-write", 200, null), Find("blob-write"));
        Assert.Equal(new BillableUnit("service-bus-operation", 300, 0.003m), Find("service-bus-operation"));
        Assert.Equal(1, Find("blob-stored-gb-month").Per1000Cases, 6);
        Assert.Equal(5_000, Find("function-execution").Per1000Cases);
        Assert.DoesNotContain(units, unit => unit.Name == "table-stored-gb-month");

        BillableUnit Find(string name) => units.Single(unit => unit.Name == name);
    }

    [Fact]
    public void GrowthFit_Line_HasItsSlope()
    {
        GrowthFit fit = GrowthFit.Of([(0, 100), (60, 103), (120, 106)]);

        Assert.Equal(3, fit.PerMinute, 6);
        Assert.Equal(103, fit.Average, 6);
    }

    [Fact]
    public void GrowthFit_SawTooth_DoesNotGrow()
    {
        // Rises by 50 and falls back every 20 seconds, as a heap between collections does.
        IEnumerable<(double, double)> samples = Enumerable.Range(0, 120)
            .Select(step => (step * 2.0, 80.0 + (step % 10 * 5)));

        Assert.Equal(0, GrowthFit.OfLowest(samples, from: 0, slice: 20)!.PerMinute, 6);
    }

    [Fact]
    public void GrowthFit_LeakUnderASawTooth_IsSeen()
    {
        IEnumerable<(double, double)> samples = Enumerable.Range(0, 120)
            .Select(step => (step * 2.0, 80.0 + (step % 10 * 5) + (step * 2.0 * 4 / 60)));

        Assert.Equal(4, GrowthFit.OfLowest(samples, from: 0, slice: 20)!.PerMinute, 1);
    }

    [Fact]
    public void GrowthFit_TooShort_IsNull() =>
        Assert.Null(GrowthFit.OfLowest([(0, 1), (10, 2), (30, 3)], from: 0, slice: 20));

    [Fact]
    public void KeyDistribution_Row_IsSizedAsBilled()
    {
        TableEntity row = new("pp", "rrr") { ["Json"] = "abcd", ["Format"] = 1 };

        Assert.Equal(4 + 10 + (8 + 8 + 12) + (8 + 12 + 4), KeyDistribution.SizeOf(row));
    }
}
