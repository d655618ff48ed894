using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Daoban.Emulator.Engine.Storage;

/// <summary>Compressed JSON: how the engine keeps histories and outboxes.</summary>
internal static class Compression
{
    // The fastest level and a small window: most texts are a few kilobytes, and every turn writes one.
    private const int Quality = 1;
    private const int WindowBits = 18;

    public static byte[] Pack<T>(T value, JsonTypeInfo<T> type)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, packed, out int written, Quality, WindowBits)
            ? packed[..written]
            : throw new InvalidOperationException("Brotli refused a buffer of its own stated size.");
    }

    public static T Unpack<T>(byte[] packed, JsonTypeInfo<T> type)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(stream, type)
            ?? throw new InvalidDataException("A stored segment is empty.");
    }
}
