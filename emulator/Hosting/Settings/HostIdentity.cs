using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.Emulator.Hosting.Settings;

/// <summary>The host id, which names the blobs of timers, locks and keys.</summary>
internal sealed class HostIdentity(FunctionsHostSetup setup)
{
    private const string Override = "AzureFunctionsWebHost__hostid";
    private const int MaxLength = 32;

    /// <summary>Lower-case letters, digits and dashes, at most 32; from machine and folder unless set.</summary>
    public string Id { get; } = setup.Find(Override) is { Length: > 0 } id ? id : Derive(setup.AppDirectory);

    private static string Derive(string directory)
    {
        string machine = new([.. Environment.MachineName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(directory)));
        string suffix = $"-{BinaryPrimitives.ReadUInt32BigEndian(hash)}";
        return machine[..Math.Min(machine.Length, MaxLength - suffix.Length)] + suffix;
    }
}
