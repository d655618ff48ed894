using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>Puts a queue message into the form in which a function and the log see it.</summary>
internal static class QueueTriggerData
{
    /// <summary>Metadata as the worker gets it: texts bare, all else as JSON text, so that dates have quotes.</summary>
    public static TriggerData Create(string queueName, QueueMessage raw, string text) => new(text)
    {
        Typed = [Decoded(raw, text), BinaryData.FromString(text)],
        Metadata = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = text,
            ["DequeueCount"] = JsonSerializer.Serialize(raw.DequeueCount),
            ["ExpirationTime"] = JsonSerializer.Serialize(raw.ExpiresOn ?? DateTimeOffset.MaxValue),
            ["Id"] = raw.MessageId,
            ["InsertionTime"] = JsonSerializer.Serialize(raw.InsertedOn ?? DateTimeOffset.UtcNow),
            ["NextVisibleTime"] = JsonSerializer.Serialize(raw.NextVisibleOn ?? DateTimeOffset.MaxValue),
            ["PopReceipt"] = raw.PopReceipt,
        },
        Reason = $"New queue message detected on '{queueName}'.",
        Details = $"MessageId: {raw.MessageId}, DequeueCount: {raw.DequeueCount}, InsertionTime: {Inserted(raw)}",
    };

    private static string? Inserted(QueueMessage raw) =>
        raw.InsertedOn?.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static QueueMessage Decoded(QueueMessage raw, string text) => QueuesModelFactory.QueueMessage(
        raw.MessageId,
        raw.PopReceipt,
        BinaryData.FromString(text),
        raw.DequeueCount,
        raw.NextVisibleOn,
        raw.InsertedOn,
        raw.ExpiresOn);
}
