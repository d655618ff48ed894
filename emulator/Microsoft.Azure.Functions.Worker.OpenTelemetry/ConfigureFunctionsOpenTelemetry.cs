using Daoban.Emulator.Hosting.Pipeline;
using OpenTelemetry;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

/// <summary>Sets OpenTelemetry up for a Functions worker.</summary>
public static class ConfigureFunctionsOpenTelemetry
{
    /// <summary>Exports the spans of function invocations.</summary>
    /// <remarks>What upstream adds beyond tells of the Azure site and of a host in another process.</remarks>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithTracing(tracing => tracing.AddSource(InvocationSpans.SourceName));
    }
}
