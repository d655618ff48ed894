using System.Text;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>
/// A text that the application made: in memory, and where it is stored. Immutable; a text over the limit has a blob
/// once
/// <see cref="PayloadStore" /> has saved it.
/// </summary>
/// <param name="Text">Null when there is none, or when it has not been read from its blob.</param>
/// <param name="Blob">Null when it stands in the row.</param>
internal sealed record Payload(string? Text, string? Blob = null)
{
    /// <summary>Largest part that is put into a row, in bytes of UTF-8; a table property holds 64 KiB.</summary>
    public const int InlineLimit = 60 * 1024;

    /// <summary>The same for a payload inside an event, which is escaped and stands beside other facts.</summary>
    public const int InlineEventLimit = 40 * 1024;

    public static Payload None { get; } = new(Text: null);

    public bool NeedsBlob => Blob is null && IsLarge(Text, InlineLimit);

    public static bool IsLarge(string? text, int limit) =>
        text is not null && text.Length > limit / 3 && Encoding.UTF8.GetByteCount(text) > limit;
}
