using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.Telemetry;

/// <summary>Where telemetry goes; nowhere by default.</summary>
/// <param name="Otlp">Whether the standard OTEL_EXPORTER_OTLP_* settings name a receiver.</param>
/// <param name="AzureMonitor">Connection string of Application Insights; null for none.</param>
/// <param name="Directory">Folder for files of JSON lines; null for none.</param>
/// <param name="MetricsInterval">How often the metrics are written to the folder.</param>
internal sealed record TelemetryTargets(bool Otlp, string? AzureMonitor, string? Directory, TimeSpan MetricsInterval)
{
    private const int DefaultIntervalMs = 60_000;

    /// <summary>Whether there is any.</summary>
    public bool Any => Otlp || AzureMonitor is not null || Directory is not null;

    /// <summary>Reads the settings.</summary>
    public static TelemetryTargets From(IConfiguration configuration) => new(
        Text(configuration, "OTEL_EXPORTER_OTLP_ENDPOINT") is not null,
        Text(configuration, "APPLICATIONINSIGHTS_CONNECTION_STRING"),
        Text(configuration, "Daoban:Telemetry:Directory"),
        TimeSpan.FromMilliseconds(configuration.GetValue("OTEL_METRIC_EXPORT_INTERVAL", DefaultIntervalMs)));

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : null;
}
