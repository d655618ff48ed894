using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Daoban.BankSimulator.Contract;
using Microsoft.Extensions.Options;

namespace Daoban.BankSimulator.Callbacks;

/// <summary>Sends one signed callback once. Every attempt has a timestamp and a nonce of its own.</summary>
internal sealed class CallbackPost(HttpClient http, IOptions<BankSettings> settings, TimeProvider clock)
{
    /// <returns>The HTTP status, or null when there was no answer.</returns>
    public async Task<int?> SendAsync(Uri address, PaymentCallback callback, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(callback, BankJson.Options);
        string timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using HttpRequestMessage message = new(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        message.Headers.Add(MessageSignature.MerchantHeader, settings.Value.MerchantId);
        message.Headers.Add(MessageSignature.TimestampHeader, timestamp);
        message.Headers.Add(MessageSignature.NonceHeader, nonce);
        message.Headers.Add(
            MessageSignature.SignatureHeader,
            MessageSignature.Sign(settings.Value.SecretBytes(), timestamp, nonce, body));
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(message, cancellationToken);
            return (int)answer.StatusCode;
        }
        // The runtime lets the socket's own exception through when a connection ends while it is being made.
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
