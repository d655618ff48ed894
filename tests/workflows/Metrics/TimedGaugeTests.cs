using System.Diagnostics.Metrics;
using Daoban.Workflows.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Daoban.Workflows.Tests.Metrics;

public sealed class TimedGaugeTests
{
    private readonly string name = $"daoban.test.{Guid.NewGuid():N}";
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Gauge_Value_IsReportedUntilItIsTooOld()
    {
        using TimedGauge gauge = New();
        Assert.Empty(GaugeReader.Read(name));

        gauge.Set(new Measurement<long>(3, new KeyValuePair<string, object?>("kind", "stale")));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([(3L, "kind=stale")], GaugeReader.Read(name));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(GaugeReader.Read(name));
    }

    [Fact]
    public void Gauge_PutAway_ReportsNothing()
    {
        TimedGauge gauge = New();
        gauge.Set(new Measurement<long>(1));
        gauge.Dispose();

        Assert.Empty(GaugeReader.Read(name));
    }

    private TimedGauge New() => new(name, "{row}", "A test", TimeSpan.FromMinutes(10), time);
}
