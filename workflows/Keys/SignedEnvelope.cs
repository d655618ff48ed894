using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daoban.Workflows.Keys;

/// <summary>
/// A text with its signature, as anchors and evidence manifests carry it:
/// <c>{"format":"signed/1","text":"..","signature":".."}</c>, the signature in Base64 over the UTF-8 of the text.
/// </summary>
/// <param name="Text">Exactly what was signed.</param>
/// <param name="Signature">64 bytes, IEEE P1363, the lower s of the two that are valid.</param>
public sealed record SignedEnvelope(string Text, byte[] Signature)
{
    private const string Format = "signed/1";

    // Read by people and by programs, never inside a page: only what JSON itself demands is escaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Signs a text and checks the signature: a wrong one could never be put right afterwards.</summary>
    /// <exception cref="KeyUnavailableException">The key did not sign, or signed something else.</exception>
    public static async Task<SignedEnvelope> SignAsync(
        ISigningKey key, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        PublicSigningKey publicKey = await key.GetPublicKeyAsync(cancellationToken);
        byte[] signature = LowS.Of(await key.SignAsync(bytes, cancellationToken));
        return publicKey.Verifies(bytes, signature)
            ? new SignedEnvelope(text, signature)
            : throw new KeyUnavailableException(
                $"The signature does not fit the public half {publicKey.KeyId} of the key.");
    }

    /// <summary>The envelope as JSON.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(new Shape(Format, Text, Convert.ToBase64String(Signature)), Json);

    /// <summary>Reads an envelope; who signed it is not checked.</summary>
    /// <exception cref="InvalidDataException">Not an envelope of this format.</exception>
    public static SignedEnvelope Parse(string json)
    {
        try
        {
            Shape shape = JsonSerializer.Deserialize<Shape>(json, Json) ?? throw new JsonException();
            return shape.Format == Format
                ? new SignedEnvelope(shape.Text, Convert.FromBase64String(shape.Signature))
                : throw new InvalidDataException($"A signed envelope has another format than {Format}.");
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException("A signed envelope cannot be read.", fault);
        }
    }

    /// <summary>Whether <paramref name="key"/> made this signature over this text.</summary>
    public bool IsSignedBy(PublicSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Verifies(Encoding.UTF8.GetBytes(Text), Signature);
    }

    /// <summary>SHA-256 of the text, lower-case hex: how the next anchor names this one.</summary>
    public string TextHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private sealed record Shape(
        [property: JsonPropertyOrder(0)] string Format,
        [property: JsonPropertyOrder(1)] string Text,
        [property: JsonPropertyOrder(2)] string Signature);
}
