using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.TaskHubs;

/// <summary>A task hub: one name in one storage account.</summary>
internal sealed record TaskHubAddress(string ConnectionString, string HubName)
{
    private const string ConnectionKey = "AzureWebJobsStorage";
    private const string HubKey = "TaskHub";

    // The Functions host calls a hub so that nobody has named.
    private const string DefaultHub = "TestHubName";

    /// <summary>What was said in code, else in configuration.</summary>
    /// <exception cref="InvalidOperationException">There is no connection.</exception>
    public static TaskHubAddress Of(TaskHubOptions said, IConfiguration? configuration)
    {
        string hub = said.HubName ?? Setting(configuration, HubKey) ?? DefaultHub;
        string connection = said.ConnectionString ?? Setting(configuration, ConnectionKey)
            ?? throw new InvalidOperationException(
                $"Task hub '{hub}' has no storage connection: set '{ConnectionKey}' or call UseAzureStorage.");
        return new TaskHubAddress(connection, hub);
    }

    private static string? Setting(IConfiguration? configuration, string key) =>
        configuration?[key] is { Length: > 0 } value ? value : null;
}
