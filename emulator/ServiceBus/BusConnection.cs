using Azure.Messaging.ServiceBus;

namespace Daoban.Emulator.ServiceBus;

/// <summary>What the parts of one client share.</summary>
internal sealed class BusConnection
{
    public const string OnlyEmulated =
        "The emulated host reaches no Service Bus in Azure. Set a connection string with UseDevelopmentEmulator=true, "
        + "and its queues are kept in AzureWebJobsStorage.";

    private readonly Lazy<BusNamespace> served;

    /// <exception cref="NotSupportedException">Not a connection string of the local emulator.</exception>
    public BusConnection(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        Namespace = BusConnectionString.NamespaceOf(connectionString);
        if (!BusConnectionString.IsEmulated(connectionString))
        {
            throw new NotSupportedException(OnlyEmulated);
        }

        served = new Lazy<BusNamespace>(() => BusNamespaces.Get(Namespace));
    }

    public string Namespace { get; }

    public bool IsClosed { get; private set; }

    public static void ThrowIfClosed(bool isClosed, string name)
    {
        if (isClosed)
        {
            throw new ObjectDisposedException(
                name, $"{name} has already been closed and cannot perform the requested operation.");
        }
    }

    public BusConnection Open(string entityPath)
    {
        ThrowIfClosed(IsClosed, "ServiceBusConnection");
        ArgumentException.ThrowIfNullOrWhiteSpace(entityPath);
        return this;
    }

    public BusQueue Queue(string name, SubQueue subQueue)
    {
        ThrowIfClosed(IsClosed, "ServiceBusConnection");
        return served.Value.Queue(name, subQueue);
    }

    public void Close() => IsClosed = true;
}
