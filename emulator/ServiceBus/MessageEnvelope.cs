using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;

namespace Daoban.Emulator.ServiceBus;

/// <summary>What a storage queue keeps of a Service Bus message: JSON, whose escapes XML lets through.</summary>
internal sealed record MessageEnvelope
{
    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public int Format { get; init; } = CurrentFormat;

    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? ContentType { get; init; }

    public long TimeToLiveTicks { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    public required long SequenceNumber { get; init; }

    public IReadOnlyDictionary<string, PropertyValue> Properties { get; init; } =
        new Dictionary<string, PropertyValue>();

    /// <summary>The queue that it was dead-lettered from.</summary>
    public string? DeadLetterSource { get; init; }

    /// <summary>Deliveries before it came into the storage queue where it is now.</summary>
    public int EarlierDeliveries { get; init; }

    [JsonIgnore]
    public TimeSpan TimeToLive => TimeSpan.FromTicks(TimeToLiveTicks);

    [JsonIgnore]
    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime
        ? DateTimeOffset.MaxValue
        : EnqueuedTime + TimeToLive;

    public static MessageEnvelope Of(
        ServiceBusMessage message, TimeSpan longest, DateTimeOffset now, long sequenceNumber) => new()
        {
            Body = message.Body.ToMemory(),
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            ContentType = message.ContentType,
            TimeToLiveTicks = Math.Min(message.TimeToLive.Ticks, longest.Ticks),
            EnqueuedTime = now,
            SequenceNumber = sequenceNumber,
            Properties = message.ApplicationProperties.ToDictionary(
                each => each.Key, each => PropertyValue.Of(each.Key, each.Value)),
        };

    /// <returns>Null when the text is no envelope of a format that this build knows.</returns>
    public static MessageEnvelope? TryParse(string text)
    {
        try
        {
            MessageEnvelope? envelope = JsonSerializer.Deserialize<MessageEnvelope>(text, Json);
            return envelope is { Format: CurrentFormat } ? envelope : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public MessageEnvelope With(IEnumerable<KeyValuePair<string, object?>> changed)
    {
        var properties = new Dictionary<string, PropertyValue>(Properties);
        foreach ((string name, object? value) in changed)
        {
            properties[name] = PropertyValue.Of(name, value);
        }

        return this with { Properties = properties };
    }

    public string Write() => JsonSerializer.Serialize(this, Json);
}
