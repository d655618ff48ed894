#nullable disable // Upstream is not annotated.
namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int LongestMessageId = 128;

    private string messageId;
    private TimeSpan timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage()
        : this(new BinaryData(ReadOnlyMemory<byte>.Empty))
    {
    }

    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>A copy to send again, without what the service added.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
        : this((receivedMessage ?? throw new ArgumentNullException(nameof(receivedMessage))).Body)
    {
        messageId = receivedMessage.MessageId;
        timeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        ContentType = receivedMessage.ContentType;
        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.ReasonName or ServiceBusReceivedMessage.DescriptionName))
            {
                ApplicationProperties[name] = value;
            }
        }
    }

    public BinaryData Body { get; set => field = value ?? new BinaryData(ReadOnlyMemory<byte>.Empty); }

    /// <summary>At most 128 characters.</summary>
    public string MessageId
    {
        get => messageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (value.Length > LongestMessageId)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), $"The argument '{nameof(value)}' cannot exceed {LongestMessageId} characters.");
            }

            messageId = value;
        }
    }

    /// <summary>More than zero; the queue's own limit counts where it is shorter.</summary>
    public TimeSpan TimeToLive
    {
        get => timeToLive;
        set => timeToLive = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"Argument value must be a positive timespan value. The provided value was {value}.");
    }

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string ContentType { get; set; }

    /// <summary>Values of the types that the service knows: texts, numbers, Guid, times and so on.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
