using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Daoban.Verify.Formats;

namespace Daoban.Verify.Signatures;

/// <summary>The public keys that the user trusts: ECDSA on P-256, each known by its id.</summary>
internal sealed class KeyRing
{
    private const string Label = "PUBLIC KEY";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int IdLength = 16;

    private readonly Dictionary<string, ECDsa> keys = new(StringComparer.Ordinal);

    private KeyRing()
    {
    }

    /// <summary>Ids of the keys, as in the PEM.</summary>
    public IEnumerable<string> KeyIds => keys.Keys;

    /// <summary>Reads the public keys of a PEM text; false when it holds none, or anything else.</summary>
    public static bool TryRead(string pem, [NotNullWhen(true)] out KeyRing? ring)
    {
        ring = new KeyRing();
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label] is not Label || !ring.TryAdd(rest[fields.Location]))
            {
                ring = null;
                return false;
            }

            rest = rest[fields.Location.End..];
        }

        return ring.keys.Count > 0;
    }

    /// <summary>First 16 hexadecimal digits of SHA-256 over the SubjectPublicKeyInfo.</summary>
    public static string IdOf(ECDsa key) => Hex.Sha256(key.ExportSubjectPublicKeyInfo())[..IdLength];

    public bool TryFind(string keyId, [NotNullWhen(true)] out ECDsa? key) => keys.TryGetValue(keyId, out key);

    private bool TryAdd(ReadOnlySpan<char> pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != P256)
            {
                return false;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return false;
        }

        keys[IdOf(key)] = key;
        return true;
    }
}
