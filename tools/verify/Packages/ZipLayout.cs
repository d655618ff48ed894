using System.Buffers.Binary;
using System.Text;

namespace Daoban.Verify.Packages;

/// <summary>
/// The only form that the records of a package's archive may have (docs/evidence-format.md, "Archive"; field by field
/// PKWARE's APPNOTE.TXT 4.3): stored, dated 1980-01-01, no extra fields, no comments, no flags.
/// </summary>
internal static class ZipLayout
{
    public const uint LocalSignature = 0x04034b50;
    public const int LocalLength = 30;
    public const int CrcOffset = 14;
    public const int SizeOffset = 18;
    public const int NameLengthOffset = 26;

    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const int CentralLength = 46;
    private const int EndLength = 22;
    private const ushort Version = 20;
    private const ushort FirstOfJanuary1980 = 0x0021;

    /// <summary>The record in front of a file's bytes.</summary>
    public static byte[] Local(string name, uint size, uint crc)
    {
        byte[] record = new byte[LocalLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, LocalSignature);
        Common(record.AsSpan(4), name, size, crc);
        Encoding.ASCII.GetBytes(name, record.AsSpan(LocalLength));
        return record;
    }

    /// <summary>The record of a file in the central directory.</summary>
    public static byte[] Central(string name, uint size, uint crc, uint offset)
    {
        byte[] record = new byte[CentralLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), Version);
        Common(record.AsSpan(6), name, size, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), offset);
        Encoding.ASCII.GetBytes(name, record.AsSpan(CentralLength));
        return record;
    }

    /// <summary>The record that ends the archive.</summary>
    public static byte[] End(int count, uint centralLength, uint centralOffset)
    {
        byte[] record = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(record, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), centralLength);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), centralOffset);
        return record;
    }

    // Version needed, flags, method, time, date, CRC-32, compressed and plain size, length of the name.
    private static void Common(Span<byte> fields, string name, uint size, uint crc)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)name.Length);
    }
}
