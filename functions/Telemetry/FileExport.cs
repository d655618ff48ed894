using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// Telemetry as files of JSON lines, for development, tests and measurements: <c>spans.jsonl</c>,
/// <c>metrics.jsonl</c> and <c>logs.jsonl</c>. See docs/telemetry.md.
/// </summary>
internal static class FileExport
{
    // The default of 2,048 loses spans under load when the disk stalls for a moment.
    private const int LeastQueue = 16_384;

    /// <summary>Adds the three files; each is complete when the application has stopped.</summary>
    public static void ExportToFiles(
        this IOpenTelemetryBuilder telemetry, string directory, TimeSpan metricsInterval)
    {
        Directory.CreateDirectory(directory);
        telemetry
            .WithTracing(tracing => tracing.AddProcessor(_ =>
            {
                var options = new BatchExportActivityProcessorOptions();
                return new BatchActivityExportProcessor(
                    new SpanFileExporter(File("spans")),
                    Math.Max(options.MaxQueueSize, LeastQueue),
                    options.ScheduledDelayMilliseconds,
                    options.ExporterTimeoutMilliseconds,
                    options.MaxExportBatchSize);
            }))
            .WithMetrics(metrics => metrics.AddReader(_ => new PeriodicExportingMetricReader(
                new MetricFileExporter(File("metrics")), (int)metricsInterval.TotalMilliseconds)))
            .WithLogging(logging => logging.AddProcessor(_ =>
            {
                var options = new BatchExportLogRecordProcessorOptions();
                return new BatchLogRecordExportProcessor(
                    new LogFileExporter(File("logs")),
                    Math.Max(options.MaxQueueSize, LeastQueue),
                    options.ScheduledDelayMilliseconds,
                    options.ExporterTimeoutMilliseconds,
                    options.MaxExportBatchSize);
            }));

        JsonLinesFile File(string name) => new(Path.Combine(directory, $"{name}.jsonl"));
    }
}
