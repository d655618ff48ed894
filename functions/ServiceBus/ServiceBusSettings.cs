using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.ServiceBus;

/// <summary>
/// The connection, in the settings that the Functions extension reads for its trigger: a connection string, or a
/// namespace and an identity.
/// </summary>
internal static class ServiceBusSettings
{
    /// <summary>Name of the connection: a setting, or the prefix of several.</summary>
    public const string Connection = "DaobanServiceBus";

    private const string Namespace = "fullyQualifiedNamespace";

    /// <summary>Whether there is a connection at all.</summary>
    public static bool AreThere(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Connection])
        || !string.IsNullOrWhiteSpace(configuration.GetSection(Connection)[Namespace]);

    /// <exception cref="InvalidOperationException">There is no connection.</exception>
    public static ServiceBusClient CreateClient(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Connection);
        return section.Value is { Length: > 0 } connection ? new ServiceBusClient(connection)
            : section[Namespace] is { Length: > 0 } name ? new ServiceBusClient(name, Credential(section))
            : throw new InvalidOperationException(
                $"No Service Bus: set {Connection} or {Connection}__{Namespace}.");
    }

    private static TokenCredential Credential(IConfigurationSection section)
    {
        string? clientId = section["clientId"] is { Length: > 0 } id ? id : null;
        return string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(clientId is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
    }
}
