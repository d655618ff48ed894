using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.Emulator.Engine.Execution;

/// <summary>Ids that replay repeats: RFC 4122 version 5, with upstream's namespace and name.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace =
        Guid.Parse("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    /// <param name="instanceId">The orchestration's id.</param>
    /// <param name="now">The orchestration's time; UTC.</param>
    /// <param name="counter">From 0, once per id of an execution.</param>
    public static Guid Create(string instanceId, DateTime now, int counter)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{counter}");
        byte[] source = [.. Namespace, .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // Version 5 ids are defined over SHA-1; nothing is protected by it.
        Span<byte> hash = SHA1.HashData(source).AsSpan(0, 16);
#pragma warning restore CA5350
        ushort version = BinaryPrimitives.ReadUInt16BigEndian(hash[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((version & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
