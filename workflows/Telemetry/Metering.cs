using System.Diagnostics.Metrics;

namespace Daoban.Workflows.Telemetry;

/// <summary>Metrics of the application. docs/telemetry.md lists them; a test compares.</summary>
public static class Metering
{
    /// <summary>Name of <see cref="Meter"/>.</summary>
    public const string MeterName = "Daoban";

    /// <summary>Makes the application's instruments. Its attributes are codes and names, never ids.</summary>
    public static Meter Meter { get; } = new(MeterName);
}
