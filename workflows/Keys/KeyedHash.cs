using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>A key per purpose, itself the HMAC of the purpose: equal values of two purposes cannot be joined.</summary>
internal sealed class KeyedHash(IOptions<KeyOptions> options) : IKeyedHash
{
    private readonly byte[] key = Convert.FromBase64String(options.Value.HashKey);

    public string Hash(string purpose, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        ArgumentNullException.ThrowIfNull(value);
        byte[] purposeKey = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(purpose));
        return Convert.ToHexStringLower(HMACSHA256.HashData(purposeKey, Encoding.UTF8.GetBytes(value)));
    }
}
