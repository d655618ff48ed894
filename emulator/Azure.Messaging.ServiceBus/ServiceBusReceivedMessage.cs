#nullable disable // Upstream is not annotated.
using Daoban.Emulator.ServiceBus;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as the service delivered it.</summary>
public class ServiceBusReceivedMessage
{
    internal const string ReasonName = "DeadLetterReason";
    internal const string DescriptionName = "DeadLetterErrorDescription";

    private readonly MessageEnvelope envelope;

    /// <param name="envelope">What was sent.</param>
    /// <param name="deliveryCount">Deliveries so far, this one included; of a peeked one those before.</param>
    /// <param name="held">The lock; null for a message that was only looked at, or is gone already.</param>
    internal ServiceBusReceivedMessage(MessageEnvelope envelope, int deliveryCount, HeldMessage held = null)
    {
        this.envelope = envelope;
        DeliveryCount = deliveryCount;
        Held = held;
        ApplicationProperties = envelope.Properties.ToDictionary(each => each.Key, each => each.Value.ToObject());
    }

    public BinaryData Body => BinaryData.FromBytes(envelope.Body);

    public string MessageId => envelope.MessageId;

    public TimeSpan TimeToLive => envelope.TimeToLive;

    public string CorrelationId => envelope.CorrelationId;

    public string Subject => envelope.Subject;

    public string ContentType => envelope.ContentType;

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; }

    public string LockToken => (Held?.Token ?? Guid.Empty).ToString();

    public int DeliveryCount { get; }

    public DateTimeOffset LockedUntil => Held?.LockedUntil ?? default;

    public long SequenceNumber => envelope.SequenceNumber;

    public DateTimeOffset EnqueuedTime => envelope.EnqueuedTime;

    public DateTimeOffset ExpiresAt => envelope.ExpiresAt;

    public string DeadLetterSource => envelope.DeadLetterSource;

    public string DeadLetterReason => Text(ReasonName);

    public string DeadLetterErrorDescription => Text(DescriptionName);

    internal HeldMessage Held { get; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private string Text(string name) => ApplicationProperties.GetValueOrDefault(name) as string;
}
