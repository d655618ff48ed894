using System.IO.Hashing;
using System.Text;

namespace Daoban.Tools.Tests.Verify;

/// <summary>Writes the archive that docs/evidence-format.md asks for.</summary>
internal static class ZipWriter
{
    public static byte[] Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using MemoryStream archive = new();
        using MemoryStream central = new();
        using BinaryWriter local = new(archive);
        using BinaryWriter directory = new(central);
        ushort count = 0;
        foreach ((string name, byte[] content) in files)
        {
            uint offset = (uint)archive.Position;
            uint crc = Crc32.HashToUInt32(content);
            local.Write(0x04034b50);
            WriteCommon(local, name, content, crc);
            local.Write(Encoding.ASCII.GetBytes(name));
            local.Write(content);

            directory.Write(0x02014b50);
            directory.Write((ushort)20);
            WriteCommon(directory, name, content, crc);
            directory.Write(new byte[10]); // comment, disk, attributes
            directory.Write(offset);
            directory.Write(Encoding.ASCII.GetBytes(name));
            count++;
        }

        uint start = (uint)archive.Position;
        local.Write(central.ToArray());
        local.Write(0x06054b50);
        local.Write(0);
        local.Write(count);
        local.Write(count);
        local.Write((uint)central.Length);
        local.Write(start);
        local.Write((ushort)0);
        return archive.ToArray();
    }

    private static void WriteCommon(BinaryWriter writer, string name, byte[] content, uint crc)
    {
        writer.Write((ushort)20);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0x0021);
        writer.Write(crc);
        writer.Write(content.Length);
        writer.Write(content.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0);
    }
}
