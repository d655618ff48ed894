using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.Emulator.Tests.Engine.Kit;

/// <summary>SEMANTICS 11.1, worked out apart from the engine: RFC 4122 version 5 over instance id, time and
/// counter.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Of(string instanceId, DateTime now, int counter)
        => FromName(string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{counter}"));

    /// <summary>The UUID of a name, as in RFC 4122 section 4.3 with SHA-1.</summary>
    public static Guid FromName(string name)
    {
#pragma warning disable CA5350 // The format prescribes SHA-1; nothing is protected by it.
        byte[] hash = SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
