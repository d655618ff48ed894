namespace Azure.Messaging.ServiceBus;

/// <summary>What receiving a message does to it.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>It is locked, and stays until it is settled.</summary>
    PeekLock = 0,

    /// <summary>It is gone.</summary>
    ReceiveAndDelete = 1,
}
