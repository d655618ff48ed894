namespace Azure.Messaging.ServiceBus;

/// <summary>The queues that belong to a queue.</summary>
public enum SubQueue
{
    None = 0,
    DeadLetter = 1,

    /// <summary>Not offered here: nothing is ever transferred.</summary>
    TransferDeadLetter = 2,
}
