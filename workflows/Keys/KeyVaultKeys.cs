using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Daoban.Workflows.Keys;

/// <summary>
/// Keys of an Azure Key Vault over its REST interface (api-version 7.4: Get Key, sign, wrapkey, unwrapkey). Private
/// keys never leave the vault. Answers are checked for the key that was asked. Thread-safe.
/// </summary>
/// <remarks>
/// Azure.Core repeats what is throttled, times out or meets a broken line: none of these calls changes anything.
/// </remarks>
internal sealed class KeyVaultKeys
{
    private const string ApiVersion = "7.4";
    private const string WrapAlgorithm = "RSA-OAEP-256";

    private readonly HttpPipeline pipeline;
    private readonly Uri vault;

    public KeyVaultKeys(
        IOptions<KeyVaultOptions> options, TokenCredential credential, KeyVaultClientOptions clientOptions)
    {
        vault = options.Value.Url ?? throw new InvalidOperationException(
            $"{KeyVaultOptions.Section}:{nameof(KeyVaultOptions.Url)} is not set.");
        pipeline = HttpPipelineBuilder.Build(
            clientOptions, new BearerTokenAuthenticationPolicy(credential, options.Value.Scope));
    }

    /// <summary>The public half of a P-256 key.</summary>
    /// <exception cref="KeyUnavailableException">No usable answer, or a key of another kind.</exception>
    public async Task<PublicSigningKey> GetSigningKeyAsync(VaultKeyName key, CancellationToken cancellationToken)
    {
        using JsonDocument answer = await SendAsync(key, operation: null, body: null, cancellationToken);
        return Read(key, answer, root =>
        {
            JsonElement jwk = root.GetProperty("key");
            Require(key, jwk);
            return jwk.GetProperty("crv").GetString() == "P-256"
                ? PublicKeyOf(jwk)
                : throw new KeyUnavailableException($"The vault's key {key} does not lie on the curve P-256.");
        });
    }

    /// <summary>Signs a SHA-256 digest with ES256 (RFC 7518 section 3.4).</summary>
    /// <returns>64 bytes, IEEE P1363.</returns>
    /// <exception cref="KeyUnavailableException">No usable answer.</exception>
    public async Task<byte[]> SignAsync(VaultKeyName key, byte[] digest, CancellationToken cancellationToken)
    {
        byte[] signature = await UseAsync(key, "sign", "ES256", digest, cancellationToken);
        return signature.Length == PublicSigningKey.SignatureBytes
            ? signature
            : throw new KeyUnavailableException($"The vault's signature by {key} has {signature.Length} bytes.");
    }

    /// <summary>Encrypts a symmetric key with an RSA key of the vault.</summary>
    /// <exception cref="KeyUnavailableException">No usable answer.</exception>
    public Task<byte[]> WrapAsync(VaultKeyName key, byte[] plain, CancellationToken cancellationToken) =>
        UseAsync(key, "wrapkey", WrapAlgorithm, plain, cancellationToken);

    /// <summary>Decrypts what <see cref="WrapAsync"/> made.</summary>
    /// <exception cref="KeyUnavailableException">No usable answer; also when the vault cannot decrypt it.</exception>
    public Task<byte[]> UnwrapAsync(VaultKeyName key, byte[] wrapped, CancellationToken cancellationToken) =>
        UseAsync(key, "unwrapkey", WrapAlgorithm, wrapped, cancellationToken);

    private async Task<byte[]> UseAsync(
        VaultKeyName key, string operation, string algorithm, byte[] value, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["alg"] = algorithm, ["value"] = Base64Url.EncodeToString(value) });
        using JsonDocument answer = await SendAsync(key, operation, body, cancellationToken);
        return Read(key, answer, root =>
        {
            Require(key, root);
            return Base64Url.DecodeFromChars(root.GetProperty("value").GetString());
        });
    }

    private async Task<JsonDocument> SendAsync(
        VaultKeyName key, string? operation, byte[]? body, CancellationToken cancellationToken)
    {
        using HttpMessage message = pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = body is null ? RequestMethod.Get : RequestMethod.Post;
        request.Uri.Reset(vault);
        request.Uri.AppendPath($"/keys/{key.Name}/{key.Version}", escape: false);
        if (operation is not null)
        {
            request.Uri.AppendPath($"/{operation}", escape: false);
        }

        request.Uri.AppendQuery("api-version", ApiVersion);
        request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            request.Headers.Add(HttpHeader.Common.JsonContentType);
            request.Content = RequestContent.Create(body);
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            return message.Response.IsError
                ? throw Unusable(key, $"answered {message.Response.Status} ({CodeOf(message.Response)})", null)
                : JsonDocument.Parse(message.Response.Content);
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException
            or AggregateException or JsonException)
        {
            throw Unusable(key, $"cannot be used ({failure.GetType().Name})", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unusable(key, "did not answer in time", late);
        }
    }

    private static T Read<T>(VaultKeyName key, JsonDocument answer, Func<JsonElement, T> read)
    {
        try
        {
            return read(answer.RootElement);
        }
        catch (Exception shape) when (shape is KeyNotFoundException or InvalidOperationException or FormatException
            or CryptographicException)
        {
            throw Unusable(key, "gave an answer of another shape", shape);
        }
    }

    // A key id ends in /keys/{name}/{version}; what stands before depends on the vault's network.
    private static void Require(VaultKeyName key, JsonElement holder)
    {
        string? id = holder.GetProperty("kid").GetString();
        if (id?.EndsWith($"/keys/{key}", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw Unusable(key, "answered with another key", null);
        }
    }

    private static PublicSigningKey PublicKeyOf(JsonElement jwk)
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()),
                Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()),
            },
        });
        return PublicSigningKey.Of(key);
    }

    // {"error":{"code":"Forbidden","message":".."}}; the text may name our identity and stays out of logs.
    private static string CodeOf(Response response)
    {
        try
        {
            using JsonDocument error = JsonDocument.Parse(response.Content);
            return error.RootElement.GetProperty("error").GetProperty("code").GetString() ?? "no code";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "no code";
        }
    }

    private static KeyUnavailableException Unusable(VaultKeyName key, string what, Exception? inner) =>
        new($"The vault, asked for {key}, {what}.", inner);
}
