using System.Text;
using Azure.Storage.Queues.Models;

namespace Daoban.Workflows.Messages;

/// <summary>What a message of a poison queue turns out to be.</summary>
/// <param name="Id">Its message id, or the queue's own id of it.</param>
/// <param name="Text">Its text; null when it is none.</param>
/// <param name="Header">What it says of itself; null when it is unreadable.</param>
internal sealed record PoisonLetter(string Id, string? Text, MessageHeader? Header)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static PoisonLetter Of(QueueMessage raw) => Of(raw.MessageId, raw.MessageText);

    public static PoisonLetter Of(PeekedMessage raw) => Of(raw.MessageId, raw.MessageText);

    public (string Reason, string? FailureCode) Classify(
        QueueDefinition queue, IReadOnlyDictionary<string, MessageFailure> failures) => Header switch
        {
            null => (DeadLetterReasons.Unreadable, null),
            { Format: var format } when format != queue.Format => (DeadLetterReasons.UnknownFormat, null),
            _ when failures.TryGetValue(Id, out MessageFailure? failure) =>
                failure.Code == DeadLetterReasons.Unreadable
                    ? (DeadLetterReasons.Unreadable, null)
                    : (DeadLetterReasons.Failed, failure.Code),
            _ => (DeadLetterReasons.NotFinished, null),
        };

    private static PoisonLetter Of(string storageId, string raw)
    {
        string? text = Decode(raw);
        MessageHeader? header = text is null ? null : MessageHeader.TryRead(text);
        return new PoisonLetter(header?.MessageId ?? storageId, text, header);
    }

    private static string? Decode(string raw)
    {
        byte[] bytes = new byte[raw.Length];
        if (!Convert.TryFromBase64String(raw, bytes, out int length))
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
