using Daoban.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Daoban.Bicep.Tests.Rules;

/// <summary>The application would start with the settings: its own check at the start has nothing to say.</summary>
internal static class SettingsComplete
{
    public static Rule Rule { get; } = new("settings-complete", Violations,
    [
        Mutation.Setting("Daoban__Bank__BaseUrl", null),
        Mutation.Setting("Daoban__Bank__BaseUrl", "bank"),
        Mutation.Setting("Daoban__Keys__HashKey", null),
        Mutation.Setting("DaobanAnchorSchedule", "every five minutes"),
        Mutation.Setting("Daoban__Limits__ClientAddressHops", "many"),
        Mutation.Setting("Daoban__Bank__BaseUri", "https://bank.example.org"),
        Mutation.Setting("DaobanStorage__tableServiceUri", null, "dev"),
        Mutation.Setting("AzureWebJobsStorage__blobServiceUri", null),
        Mutation.Setting("DaobanServiceBus__fullyQualifiedNamespace", null),
        Mutation.Setting("Daoban__Messages__Transport", "Pigeons"),
        Mutation.Setting("Daoban__Timestamps__TrustedCertificates", null),
        Mutation.Setting("Daoban__KeyVault__Scope", null),
        Mutation.Setting("Daoban__Signing__KeyVaultKey", null),
        Mutation.Setting("Daoban__KeyVault__WrappingKey", null),
        Mutation.Setting("AZURE_FUNCTIONS_ENVIRONMENT", "Development"),
    ]);

    private static IEnumerable<string> Violations(CompiledEnvironment environment)
    {
        Dictionary<string, string> settings = environment.Settings();
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.ToDictionary(each => SettingNames.KeyOf(each.Key), each => (string?)each.Value))
            .Build();
        string[] unknownYet =
            [.. settings.Where(each => each.Value.StartsWith('[')).Select(each => $"{each.Key} must be ")];
        return
        [
            // Of what only Azure knows, the form cannot be seen.
            .. new SettingsCheck(configuration, new Production()).Find()
                .Where(fault => !unknownYet.Any(start => fault.StartsWith(start, StringComparison.Ordinal))),
            // Options classes look after these; here it is enough that one way is taken.
            .. SettingGroups.All
                .Where(group => group.IsCheckedByOptions && !group.Ways.Any(way => way.All(settings.ContainsKey)))
                .Select(group => $"{group.Name} is missing"),
            .. Rule.If(
                settings.GetValueOrDefault("AZURE_FUNCTIONS_ENVIRONMENT") != "Production",
                "not the rules of production"),
        ];
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "Daoban";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
