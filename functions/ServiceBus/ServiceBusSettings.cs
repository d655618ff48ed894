using Azure.Messaging.ServiceBus;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.Configuration;

namespace Daoban.Functions.ServiceBus;

/// <summary>
/// The connection, in the settings that the Functions extension reads for its trigger: a connection string, or a
/// namespace and an identity.
/// </summary>
internal sealed class ServiceBusSettings : IdentityConnection
{
    /// <summary>Name of the connection: a setting, or the prefix of several.</summary>
    public const string Connection = "DaobanServiceBus";

    /// <summary>Host name of the namespace.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>Whether there is a connection at all.</summary>
    public static bool AreThere(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Connection])
        || !string.IsNullOrWhiteSpace(Of(configuration)?.FullyQualifiedNamespace);

    /// <exception cref="InvalidOperationException">There is no connection.</exception>
    public static ServiceBusClient CreateClient(IConfiguration configuration) =>
        configuration[Connection] is { Length: > 0 } connection ? new ServiceBusClient(connection)
        : Of(configuration) is { FullyQualifiedNamespace: { Length: > 0 } name } settings
            ? new ServiceBusClient(name, settings.CreateCredential())
            : throw new InvalidOperationException(
                $"No Service Bus: set {Connection} or {Connection}__fullyQualifiedNamespace.");

    private static ServiceBusSettings? Of(IConfiguration configuration) =>
        configuration.GetSection(Connection).Get<ServiceBusSettings>();
}
