using Azure.Identity;
using Daoban.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Daoban.Functions.Tests.Telemetry;

/// <summary>The settings that decide where telemetry goes.</summary>
public sealed class TelemetrySettingsTests
{
    private const string Monitor =
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://example.invalid/";

    [Fact]
    public void Targets_NothingSetOrEmpty_AreNone()
    {
        Assert.False(TelemetryTargets.From(Settings([])).Any);
        Assert.False(TelemetryTargets.From(Settings(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "",
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "",
            ["Daoban:Telemetry:Directory"] = "",
        })).Any);
    }

    [Fact]
    public void Targets_MetricInterval_IsTheStandardOne()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), TelemetryTargets.From(Settings([])).MetricsInterval);
        Assert.Equal(
            TimeSpan.FromMilliseconds(500),
            TelemetryTargets.From(Settings(new() { ["OTEL_METRIC_EXPORT_INTERVAL"] = "500" })).MetricsInterval);
    }

    [Fact]
    public void Build_OtlpAndAzureMonitor_GoTogether()
    {
        FunctionsApplicationBuilder builder = DaobanApplication.CreateBuilder(
        [
            "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9",
            $"--APPLICATIONINSIGHTS_CONNECTION_STRING={Monitor}",
            "--APPLICATIONINSIGHTS_AUTHENTICATION_STRING=Authorization=AAD;ClientId=client-1",
        ]);
        using IHost host = builder.Build();

        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.NotNull(host.Services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("Authorization=AAD")]
    [InlineData("Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000001")]
    [InlineData("authorization=aad; clientid=1")]
    public void Credential_ManagedIdentity_IsTaken(string text) =>
        Assert.IsType<ManagedIdentityCredential>(AzureMonitorCredential.From(Settings(Authentication(text))));

    [Fact]
    public void Credential_Unset_IsNone() => Assert.Null(AzureMonitorCredential.From(Settings([])));

    [Theory]
    [InlineData("ClientId=1")]
    [InlineData("Authorization=Key")]
    [InlineData("Authorization=AAD;Secret=1")]
    [InlineData("AAD")]
    public void Credential_OtherForm_IsRefusedByName(string text)
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => AzureMonitorCredential.From(Settings(Authentication(text))));

        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", refusal.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Authentication(string text) =>
        new() { ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = text };

    private static IConfiguration Settings(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
