using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// Writes every series as it stands, a line each: sums and histograms since the start of the process, gauges as last
/// measured.
/// </summary>
internal sealed class MetricFileExporter(JsonLinesFile file) : BaseExporter<Metric>
{
    /// <inheritdoc />
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                MetricPoint series = point;
                file.Add((metric, series), static (json, it) => Write(json, it.metric, it.series));
            }
        }

        file.Flush();
        return ExportResult.Success;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    private static void Write(Utf8JsonWriter json, Metric metric, MetricPoint point)
    {
        json.WriteInstant("time", point.EndTime.UtcDateTime);
        json.WriteInstant("since", point.StartTime.UtcDateTime);
        json.WriteString("meter", metric.MeterName);
        json.WriteString("name", metric.Name);
        json.WriteString("unit", metric.Unit);
        json.WriteString("type", metric.MetricType.ToString());
        json.WriteStartObject("attributes");
        foreach ((string key, object? value) in point.Tags)
        {
            json.WriteString(key, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
        switch (metric.MetricType)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                json.WriteNumber("value", point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                json.WriteNumber("value", point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                json.WriteNumber("value", point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                json.WriteNumber("value", point.GetGaugeLastValueDouble());
                break;
            case MetricType.Histogram:
                json.WriteNumber("count", point.GetHistogramCount());
                json.WriteNumber("sum", point.GetHistogramSum());
                WriteBuckets(json, point);
                break;
        }
    }

    private static void WriteBuckets(Utf8JsonWriter json, MetricPoint point)
    {
        json.WriteStartArray("buckets");
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            if (bucket.BucketCount == 0)
            {
                continue;
            }

            json.WriteStartObject();
            if (double.IsFinite(bucket.ExplicitBound))
            {
                json.WriteNumber("le", bucket.ExplicitBound);
            }

            json.WriteNumber("count", bucket.BucketCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
