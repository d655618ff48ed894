using System.Text.Json;
using Daoban.Workflows.Storage;

namespace Daoban.Workflows.Messages;

/// <summary>Reads messages, or says for which reason they are poison.</summary>
internal static class MessageReader
{
    /// <exception cref="PoisonMessageException">Unreadable, or of a format that this build does not know.</exception>
    public static T Read<T>(QueueDefinition queue, string text)
    {
        MessageHeader header = MessageHeader.TryRead(text)
            ?? throw new PoisonMessageException(DeadLetterReasons.Unreadable);
        if (header.Format != queue.Format)
        {
            throw new PoisonMessageException(DeadLetterReasons.UnknownFormat);
        }

        try
        {
            return RowJson.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            throw new PoisonMessageException(DeadLetterReasons.Unreadable);
        }
    }
}
