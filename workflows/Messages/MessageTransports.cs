namespace Daoban.Workflows.Messages;

/// <summary>What may carry messages: the values of <c>Daoban__Messages__Transport</c>.</summary>
public static class MessageTransports
{
    /// <summary>Storage queues of the application's account; the default.</summary>
    public const string StorageQueues = "StorageQueues";

    /// <summary>Service Bus queues.</summary>
    public const string ServiceBus = "ServiceBus";

    /// <summary>All of them, whether or not this build has them.</summary>
    public static IReadOnlyList<string> All { get; } = [StorageQueues, ServiceBus];
}
