using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Daoban.Workflows.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Daoban.Functions.Telemetry;

/// <summary>Exports traces, metrics and logs to where the settings say.</summary>
internal static class TelemetryServices
{
    private const string ServiceName = "daoban";

    // With those of whatever hosts us.
    private const string Meters = $"{Metering.MeterName}*";

    // The durable host and client; in Azure the host exports its own spans and these stay silent.
    private static readonly string[] Sources = [Tracing.SourceName, "DurableTask.Core", "Microsoft.DurableTask"];

    // Of the platform's meters these alone: the others have no reader and cost memory for every attribute.
    private static readonly Dictionary<string, string[]> PlatformInstruments = new()
    {
        ["Microsoft.AspNetCore.Hosting"] = ["http.server.request.duration"],
        ["System.Net.Http"] = ["http.client.request.duration"],
        ["System.Runtime"] = ["dotnet.gc.", "dotnet.process.", "dotnet.thread_pool."],
    };

    /// <summary>Without a target nothing is registered: no listener, no cost.</summary>
    public static FunctionsApplicationBuilder AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        TelemetryTargets targets = TelemetryTargets.From(builder.Configuration);
        if (!targets.Any)
        {
            return builder;
        }

        IOpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .ConfigureResource(Describe)
            .WithTracing(tracing => tracing.AddSource(Sources).AddProcessor<CaseIdProcessor>())
            .WithMetrics(Choose)
            .WithLogging(null, options => options.IncludeFormattedMessage = true);
        if (targets.Otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (targets.AzureMonitor is { } connection)
        {
            ExportToAzureMonitor(telemetry, connection, AzureMonitorCredential.From(builder.Configuration));
        }

        if (targets.Directory is { } directory)
        {
            telemetry.ExportToFiles(directory, targets.MetricsInterval);
        }

        return builder;
    }

    private static void Describe(ResourceBuilder resource) => resource
        .AddService(
            ServiceName,
            serviceVersion: BuildInfo.Version,
            autoGenerateServiceInstanceId: false,
            serviceInstanceId: Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID")
                ?? $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();

    private static void Choose(MeterProviderBuilder metrics) => metrics
        .AddMeter(Meters)
        .AddMeter([.. PlatformInstruments.Keys])
        .AddView(instrument =>
            !PlatformInstruments.TryGetValue(instrument.Meter.Name, out string[]? wanted)
            || wanted.Any(name => instrument.Name.StartsWith(name, StringComparison.Ordinal))
                ? null
                : MetricStreamConfiguration.Drop);

    // All of it goes out, so that a case can be followed to its end: an operator samples by OTEL_TRACES_SAMPLER.
    private static void ExportToAzureMonitor(
        IOpenTelemetryBuilder telemetry, string connection, TokenCredential? credential)
    {
        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure))
            .WithLogging(logging => logging.AddAzureMonitorLogExporter(Configure));

        void Configure(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = connection;
            options.Credential = credential;
            options.SamplingRatio = 1;
            options.TracesPerSecond = null;
            options.EnableLiveMetrics = false;
        }
    }
}
