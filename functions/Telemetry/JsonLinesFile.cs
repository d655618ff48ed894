using System.Text.Encodings.Web;
using System.Text.Json;

namespace Daoban.Functions.Telemetry;

/// <summary>
/// Appends JSON objects, one a line. A file that has grown to <see cref="Limit"/> moves aside as <c>*.1.jsonl</c>, so
/// that both together never take more than twice that.
/// </summary>
/// <remarks>Used by one exporter at a time, as the SDK promises its exporters.</remarks>
internal sealed class JsonLinesFile(string path, long limit = JsonLinesFile.Limit) : IDisposable
{
    /// <summary>Bytes of one file.</summary>
    public const long Limit = 512L * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MemoryStream lines = new();
    private FileStream? file;

    /// <summary>Adds a line, which <see cref="Flush"/> writes.</summary>
    public void Add<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        using (var json = new Utf8JsonWriter(lines, Options))
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }

    /// <summary>Writes the lines whole, so that a process that dies leaves none cut off.</summary>
    public void Flush()
    {
        if (lines.Length == 0)
        {
            return;
        }

        if (file is not null && file.Length + lines.Length > limit)
        {
            file.Dispose();
            file = null;
            File.Move(path, Path.ChangeExtension(path, ".1.jsonl"), overwrite: true);
        }

        file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(lines.GetBuffer(), 0, (int)lines.Length);
        lines.SetLength(0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Flush();
        file?.Dispose();
        lines.Dispose();
    }
}
