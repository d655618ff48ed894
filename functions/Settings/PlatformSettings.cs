using static Daoban.Functions.Settings.SettingNeed;

namespace Daoban.Functions.Settings;

/// <summary>Part of <see cref="AppSettings"/>: what the host and the libraries give a meaning to.</summary>
internal static class PlatformSettings
{
    public static IReadOnlyList<AppSetting> All { get; } =
    [
        new(
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            Optional,
            SettingForm.Any("a connection string of Application Insights"),
            "switches the export to Azure Monitor on") { IsSecret = true },
        new(
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
            Optional,
            SettingForm.Any("Authorization=AAD;ClientId=…"),
            "signs in at Azure Monitor as the managed identity"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", Optional, SettingForm.Address, "switches the export by OTLP on"),
        new(
            "OTEL_METRIC_EXPORT_INTERVAL",
            Optional,
            SettingForm.Number(1, int.MaxValue),
            "milliseconds between two exports of metrics, 60000"),
        new(
            "OTEL_{name}",
            Optional,
            SettingForm.Any("as the OpenTelemetry specification says"),
            "the other standard variables of OpenTelemetry, such as `OTEL_EXPORTER_OTLP_HEADERS`")
        {
            IsSecret = true,
            Owner = SettingOwner.Library,
        },
        new(
            "AZURE_AUTHORITY_HOST",
            Optional,
            SettingForm.Address,
            "where managed identities sign in; `https://login.chinacloudapi.cn/` in China")
        {
            Owner = SettingOwner.Library,
        },
        new(
            "AZURE_FUNCTIONS_ENVIRONMENT",
            Optional,
            SettingForm.Any("a word"),
            "`Development` allows sample keys, short durations and plain HTTP; `Production` by default")
        {
            Owner = SettingOwner.Host,
        },
        new(
            "FUNCTIONS_WORKER_RUNTIME",
            Optional,
            SettingForm.Choice("dotnet-isolated"),
            "for Core Tools and plans; Flex Consumption says it in its own configuration")
        {
            Owner = SettingOwner.Host,
        },
        new(
            "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
            Optional,
            SettingForm.Any("Endpoint=…;Authentication=ManagedIdentity;ClientID=…"),
            "the Durable Task Scheduler, when the task hub lies there instead of in storage")
        {
            Owner = SettingOwner.Host,
        },
        new(
            "AzureFunctionsJobHost__{path}",
            Optional,
            SettingForm.Any("as host.json"),
            "replaces one value of `host.json`, such as `AzureFunctionsJobHost__extensions__durableTask__hubName`")
        {
            Owner = SettingOwner.Host,
        },
        new("AzureWebJobs.{Function}.Disabled", Optional, SettingForm.Switch, "turns one function off")
        {
            Owner = SettingOwner.Host,
        },
        new(
            "AzureWebJobs_{Function}_Disabled",
            Optional,
            SettingForm.Switch,
            "the same, where names of variables may have no dots (Linux plans)") { Owner = SettingOwner.Host },
    ];
}
