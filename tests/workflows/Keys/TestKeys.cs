using System.Security.Cryptography;
using Daoban.Workflows.Keys;

namespace Daoban.Workflows.Tests.Keys;

/// <summary>Keys that are as good as any for a test.</summary>
internal static class TestKeys
{
    public static string Base64(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());

    public static CaseKey CaseKey(byte fill = 1) => new($"k{fill}", [.. Enumerable.Repeat(fill, 32)]);

    public static KeyOptions Options(string id, byte fill, params (string Id, byte Fill)[] retired)
    {
        KeyOptions options = new() { WrappingKeyId = id, WrappingKey = Base64(fill), HashKey = Base64(200) };
        foreach ((string retiredId, byte retiredFill) in retired)
        {
            options.RetiredWrappingKeys[retiredId] = Base64(retiredFill);
        }

        return options;
    }

    /// <summary>A private key that signs, as a PEM file holds it.</summary>
    public static string SigningPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    public static CaseKeyRing Ring(TimeProvider time, KeyOptions? options = null) => new(
        new LocalKeyEncryption(Microsoft.Extensions.Options.Options.Create(options ?? Options("w1", 1))), time);
}
