using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Daoban.Workflows.Storage;

internal static class StorageServices
{
    /// <summary>Setting with the application's connection.</summary>
    internal const string Setting = "DaobanStorage";

    /// <summary>The Functions host's own account, used when <see cref="Setting"/> is absent.</summary>
    internal const string HostSetting = "AzureWebJobsStorage";

    internal static IServiceCollection AddStorage(this IServiceCollection services)
    {
        // In front of the host's own services: on the real host functions may run before later ones have started.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StorageLayout>());
        return services.AddSingleton(provider =>
            Create(provider.GetRequiredService<IConfiguration>()));
    }

    /// <summary>Names a table that must exist before anything is served.</summary>
    internal static IServiceCollection AddTable(this IServiceCollection services, string name) =>
        services.AddSingleton(new StoragePart(StoragePartKind.Table, name));

    /// <summary>Names a queue that must exist before anything is served.</summary>
    internal static IServiceCollection AddQueue(this IServiceCollection services, string name) =>
        services.AddSingleton(new StoragePart(StoragePartKind.Queue, name));

    /// <summary>Names a blob container that must exist before anything is served.</summary>
    internal static IServiceCollection AddContainer(this IServiceCollection services, string name) =>
        services.AddSingleton(new StoragePart(StoragePartKind.Container, name));

    /// <summary>
    /// The account of <see cref="Setting"/>, else of <see cref="HostSetting"/>. A connection string wins over endpoints
    /// and identity below the same name, as in the host's bindings.
    /// </summary>
    /// <exception cref="InvalidOperationException">No account is named.</exception>
    internal static StorageAccount Create(IConfiguration configuration, Action<ClientOptions>? configure = null) =>
        Find(configuration, Setting, configure)
        ?? Find(configuration, HostSetting, configure)
        ?? throw new InvalidOperationException(
            $"No storage account: set {Setting} (or {HostSetting}) to an Azure Storage connection string, or its "
            + "endpoints below that name.");

    private static StorageAccount? Find(
        IConfiguration configuration, string name, Action<ClientOptions>? configure) =>
        !string.IsNullOrWhiteSpace(configuration[name])
            ? new StorageAccount(configuration[name]!, configure)
            : StorageConnection.Find(configuration, name) is { } connection
                ? new StorageAccount(connection, connection.CreateCredential(), configure)
                : null;
}
