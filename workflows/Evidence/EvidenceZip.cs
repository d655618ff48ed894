using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Daoban.Workflows.Evidence;

/// <summary>
/// Writes the one archive that a package's files can have (docs/evidence-format.md, "Archive"). Libraries write
/// what they please in dates, flags and versions, and another version of them something else; a verifier has to be able
/// to say what every byte must be.
/// </summary>
internal static class EvidenceZip
{
    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const ushort Version = 20;
    private const ushort FirstOfJanuary1980 = 0x0021;
    private const int LocalLength = 30;
    private const int CentralLength = 46;
    private const int EndLength = 22;

    /// <summary>Writes the files, in the order in which they are given.</summary>
    /// <param name="files">Path, of ASCII characters, and content; all together less than 2 GiB.</param>
    /// <param name="target">Is only written to, never sought.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public static async Task WriteAsync(
        IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files,
        Stream target,
        CancellationToken cancellationToken)
    {
        using MemoryStream central = new();
        uint offset = 0;
        ushort count = 0;
        foreach ((string path, ReadOnlyMemory<byte> content) in files)
        {
            byte[] name = Encoding.ASCII.GetBytes(path);
            byte[] common = Common(name, (uint)content.Length, Crc32.HashToUInt32(content.Span));
            byte[] local = [.. UInt32(LocalSignature), .. common, .. name];
            await target.WriteAsync(local, cancellationToken);
            await target.WriteAsync(content, cancellationToken);

            byte[] entry = new byte[CentralLength];
            BinaryPrimitives.WriteUInt32LittleEndian(entry, CentralSignature);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(4), Version);
            common.CopyTo(entry.AsSpan(6));
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(42), offset);
            central.Write(entry);
            central.Write(name);
            offset += (uint)(local.Length + content.Length);
            count++;
        }

        byte[] end = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)central.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), offset);
        await target.WriteAsync(central.ToArray(), cancellationToken);
        await target.WriteAsync(end, cancellationToken);
    }

    // From "version needed" to "length of extra fields", alike in both headers.
    private static byte[] Common(byte[] name, uint size, uint crc)
    {
        byte[] fields = new byte[LocalLength - sizeof(uint)];
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(8), FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(10), crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(14), size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(18), size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(22), (ushort)name.Length);
        return fields;
    }

    private static byte[] UInt32(uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
