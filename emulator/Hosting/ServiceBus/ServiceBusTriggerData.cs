using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.ServiceBus;

/// <summary>Puts a message into the form in which a function and the log see it.</summary>
internal static class ServiceBusTriggerData
{
    /// <summary>Metadata as the worker gets it: texts bare, all else as JSON text (HOST 135).</summary>
    public static TriggerData Create(string queue, ServiceBusReceivedMessage message)
    {
        string properties = JsonSerializer.Serialize(message.ApplicationProperties);
        return new TriggerData(message.Body.ToMemory())
        {
            Typed = [message, message.Body],
            Metadata = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                ["MessageId"] = message.MessageId,
                ["DeliveryCount"] = JsonSerializer.Serialize(message.DeliveryCount),
                ["DeadLetterSource"] = message.DeadLetterSource,
                ["LockToken"] = message.LockToken,
                ["ExpiresAtUtc"] = JsonSerializer.Serialize(message.ExpiresAt.UtcDateTime),
                ["ExpiresAt"] = JsonSerializer.Serialize(message.ExpiresAt),
                ["EnqueuedTimeUtc"] = JsonSerializer.Serialize(message.EnqueuedTime.UtcDateTime),
                ["EnqueuedTime"] = JsonSerializer.Serialize(message.EnqueuedTime),
                ["ContentType"] = message.ContentType,
                ["SequenceNumber"] = JsonSerializer.Serialize(message.SequenceNumber),
                ["Label"] = message.Subject,
                ["Subject"] = message.Subject,
                ["CorrelationId"] = message.CorrelationId,
                ["ApplicationProperties"] = properties,
                ["UserProperties"] = properties,
            },
            Reason = $"New ServiceBus message detected on '{queue}'.",
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"MessageId: {message.MessageId}, SequenceNumber: {message.SequenceNumber}, DeliveryCount: "
                + $"{message.DeliveryCount}, EnqueuedTimeUtc: {message.EnqueuedTime:O}, LockedUntilUtc: "
                + $"{message.LockedUntil:O}"),
            AddFeatures = features => features.Set(new ServiceBusMessageActions(message.Held)),
        };
    }
}
