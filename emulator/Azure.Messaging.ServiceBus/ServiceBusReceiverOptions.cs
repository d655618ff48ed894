namespace Azure.Messaging.ServiceBus;

/// <summary>How a <see cref="ServiceBusReceiver"/> receives.</summary>
public class ServiceBusReceiverOptions
{
    public ServiceBusReceiveMode ReceiveMode { get; set; }

    public SubQueue SubQueue { get; set; }
}
