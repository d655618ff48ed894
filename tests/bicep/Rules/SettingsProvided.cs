using Daoban.Functions.Settings;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>
/// Every setting that the code reads is given or left out for a reason, and none is given that nobody reads.
/// </summary>
internal static class SettingsProvided
{
    /// <summary>Settings of the code that are left out, and why. Whatever stands here must not be given.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage"] = "endpoints and identity instead of a key",
        ["AzureWebJobsStorage__accountName"] = "works in the global cloud only",
        ["DaobanStorage"] = "endpoints and identity instead of a key",
        ["DaobanStorage__accountName"] = "works in the global cloud only",
        ["DaobanServiceBus"] = "host name and identity instead of a key",
        ["Daoban__Keys__WrappingKeyId"] = "the vault wraps",
        ["Daoban__Keys__WrappingKey"] = "the vault wraps",
        ["Daoban__Signing__KeyFile"] = "the vault signs",
        ["Daoban__Timestamps__Timeout"] = "default",
        ["Daoban__Bank__Timeout"] = "default",
        ["Daoban__Bank__StatementAskAt"] = "default",
        ["Daoban__Bank__StatementCutOff"] = "default",
        ["Daoban__Rights__RemindAfterWorkingDays"] = "default, from the law",
        ["Daoban__Rights__DueAfterWorkingDays"] = "default, from the law",
        ["Daoban__Rights__LapseAfterWorkingDays"] = "default, from the law",
        ["Daoban__Catalog__File"] = "the catalog is in the package",
        ["Daoban__Telemetry__Directory"] = "development; telemetry goes to Azure Monitor",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "telemetry goes to Azure Monitor",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "default",
    };

    /// <summary>Settings of the code that depend on a choice: given where it is made.</summary>
    private static readonly (string Start, Func<CompiledEnvironment, bool> IsWanted)[] Chosen =
    [
        ("DaobanServiceBus__", UsesServiceBus),
        ("Daoban__Timestamps__", environment => environment.Parameter("application").Text("timestampUrl") is not null),
    ];

    /// <summary>Settings that the platform reads, before any code of ours runs.</summary>
    private static readonly string[] OfThePlatform =
    [
        "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID",
    ];

    public static Rule Rule { get; } = new("settings-provided", Violations,
    [
        Mutation.Setting("Daoban__Limits__ClientAddressHeader", null),
        Mutation.Setting("Daoban__Alerts__ReadsPerDay", null),
        Mutation.Setting("DaobanStorage__clientId", null),
        Mutation.Setting("APPLICATIONINSIGHTS_CONNECTION_STRING", null),
        Mutation.Setting("Unused", "1"),
        Mutation.Setting("Daoban__Keys__WrappingKeyId", "left"),
        Mutation.Setting("DaobanServiceBus__clientId", "x", "dev"),
        Mutation.Setting("AzureWebJobs_NoSuchFunction_Disabled", "true"),
        Mutation.Setting("AzureWebJobs_ApplyReviewDecision_Disabled", null),
        Mutation.Setting("AzureWebJobs_ApplyReviewDecision_Disabled", "true", "dev"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        Dictionary<string, string> settings = environment.Settings();
        string[] disabled = [.. settings.Keys.Where(IsSwitch)];
        return
        [
            .. from setting in AppSettings.All
               where IsOurs(setting)
               let isWanted = !LeftOut.ContainsKey(setting.Name) && IsChosen(environment, setting.Name)
               where isWanted != settings.ContainsKey(setting.Name)
               select isWanted ? $"{setting.Name} is not given" : $"{setting.Name} is given",
            .. LeftOut.Keys.Where(name => AppSettings.Find(name) is null)
                .Select(name => $"{name} is no setting any more"),
            .. from name in settings.Keys.Except(disabled).Except(OfThePlatform)
               where AppSettings.Find(name) is null
               select $"nobody reads {name}",
            .. disabled.Where(name => !IsTrigger(FunctionOf(name)))
                .Select(name => $"{name}: there is no such queue trigger"),
            .. UnusedTriggers(environment).Except(disabled.Select(FunctionOf))
                .Select(name => $"{name} would wait for messages that never come"),
            .. UsedTriggers(environment).Intersect(disabled.Select(FunctionOf))
                .Select(name => $"{name} is switched off"),
        ];
    }

    // The host's own account is needed as much as what the application reads itself.
    private static bool IsOurs(AppSetting setting) =>
        (setting.Owner == SettingOwner.Application && !setting.IsPattern)
        || setting.Name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal);

    private static bool IsChosen(CompiledEnvironment environment, string name) =>
        Chosen.All(each => !name.StartsWith(each.Start, StringComparison.Ordinal) || each.IsWanted(environment));

    // A build with WithServiceBus=false has no trigger for it; to switch off what is not there does no harm.
    private static bool IsTrigger(string name) => CodeFacts.QueueTriggers.Contains(name)
        || (CodeFacts.ServiceBusTriggers.Count == 0 && name.EndsWith("FromServiceBus", StringComparison.Ordinal));

    private static bool UsesServiceBus(CompiledEnvironment environment) =>
        environment.Choice("messageTransport") == "ServiceBus";

    private static IEnumerable<string> UnusedTriggers(CompiledEnvironment environment) =>
        UsesServiceBus(environment) ? CodeFacts.StorageQueueTriggers : CodeFacts.ServiceBusTriggers;

    private static IEnumerable<string> UsedTriggers(CompiledEnvironment environment) =>
        UsesServiceBus(environment) ? CodeFacts.ServiceBusTriggers : CodeFacts.StorageQueueTriggers;

    // Linux has no dots in names: the host looks for AzureWebJobs_NAME_Disabled, too.
    private static bool IsSwitch(string name) => name.StartsWith("AzureWebJobs_", StringComparison.Ordinal)
        && name.EndsWith("_Disabled", StringComparison.Ordinal)
        && !name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal);

    private static string FunctionOf(string name) => name["AzureWebJobs_".Length..^"_Disabled".Length];
}
