using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Daoban.Emulator.Hosting.Keys;

/// <summary>One key as upstream stores it.</summary>
internal sealed record SecretKey(string Name, string Value, bool Encrypted)
{
    private const int Bytes = 40;

    public static SecretKey Create(string name) =>
        new(name, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)), Encrypted: false);

    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(given));
}
