using System.Collections.Concurrent;
using Daoban.Emulator.Storage;
using Microsoft.Extensions.Configuration;

namespace Daoban.Emulator.ServiceBus;

/// <summary>
/// Which storage account stands behind which namespace of this process. A client knows its connection string alone, so
/// every host notes what its settings say of the namespaces that occur in them; where no host runs, the environment
/// says it.
/// </summary>
internal static class BusNamespaces
{
    private const string Account = "AzureWebJobsStorage";

    private static readonly ConcurrentDictionary<string, BusNamespace> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes the namespaces of all emulated connections among the settings; the latest host wins.</summary>
    /// <exception cref="InvalidOperationException">There is one, and its queues' properties cannot be read.</exception>
    public static void Note(IConfiguration configuration, TimeProvider clock)
    {
        string[] emulated = [.. configuration.AsEnumerable()
            .Select(setting => setting.Value)
            .OfType<string>()
            .Where(BusConnectionString.IsEmulated)
            .Select(BusConnectionString.NamespaceOf)];
        if (emulated.Length == 0 || configuration[Account] is not { Length: > 0 } account)
        {
            return;
        }

        var served = new BusNamespace(new StorageClients(account), BusOptions.Read(configuration), clock);
        foreach (string name in emulated)
        {
            Known[name] = served;
        }
    }

    /// <exception cref="InvalidOperationException">No storage account is set.</exception>
    public static BusNamespace Get(string name) =>
        Known.TryGetValue(name, out BusNamespace? served) ? served : FromEnvironment();

    private static BusNamespace FromEnvironment()
    {
        IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return environment[Account] is { Length: > 0 } account
            ? new BusNamespace(new StorageClients(account), BusOptions.Read(environment), TimeProvider.System)
            : throw new InvalidOperationException(
                $"The emulated Service Bus keeps its queues in {Account}: it is not set.");
    }
}
