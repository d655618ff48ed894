using System.Security.Cryptography;

namespace Daoban.Workflows.Keys;

/// <summary>A signing key from a PEM file on this machine. Whoever reads the file can sign.</summary>
internal sealed class LocalSigningKey : ISigningKey
{
    private readonly ECParameters parameters;
    private readonly PublicSigningKey publicKey;

    /// <param name="pem">PKCS #8 (<c>PRIVATE KEY</c>) or SEC 1 (<c>EC PRIVATE KEY</c>), not encrypted.</param>
    /// <exception cref="CryptographicException">No private key on P-256.</exception>
    public LocalSigningKey(string pem)
    {
        using ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (ArgumentException)
        {
            // Its message is about parameters of the call.
            throw new CryptographicException("The file holds no unencrypted PEM key.");
        }

        if (!PublicSigningKey.IsP256(key))
        {
            throw new CryptographicException("The key does not lie on the curve P-256.");
        }

        // Throws for a public key.
        parameters = key.ExportParameters(includePrivateParameters: true);
        publicKey = PublicSigningKey.Of(key);
    }

    public Task<PublicSigningKey> GetPublicKeyAsync(CancellationToken cancellationToken) => Task.FromResult(publicKey);

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        // One object for each signature: they are not promised to be thread-safe.
        using var key = ECDsa.Create(parameters);
        return Task.FromResult(key.SignData(
            data.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }
}
