using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Daoban.Emulator.Hosting.Queues;

/// <summary>Reads what is in a queue message.</summary>
internal static class MessageText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>The text, or null when the message is not in <paramref name="encoding" /> or is not UTF-8.</returns>
    public static string? Decode(QueueMessage raw, QueueMessageEncoding encoding)
    {
        if (encoding == QueueMessageEncoding.None)
        {
            return raw.MessageText;
        }

        byte[] bytes = new byte[raw.MessageText.Length];
        if (!Convert.TryFromBase64String(raw.MessageText, bytes, out int length))
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
