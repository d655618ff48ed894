namespace Daoban.Emulator.Engine.Storage;

/// <summary>A compressed part of a history or an outbox: in the row, or in a blob when it is large.</summary>
internal sealed record Segment(byte[]? Bytes, string? Blob = null)
{
    public bool NeedsBlob => Blob is null && Bytes!.Length > Payload.InlineLimit;
}
